# 简体中文读者看到的文字。标点一律用全角。

## dates

dates-month = { $month }月
dates-month-of-day = { $month }月
dates-month-short = { $month }月
dates-month-short-of-day = { $month }月
dates-weekday-short = { $weekday ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }
dates-day-of-month = { $year }年{ $month }{ $day }日
dates-month-of-year = { $year }年{ $month }
dates-year = { $year }年
dates-days-of-month = { $year }年{ $month }{ $day_from }日至{ $day_to }日
dates-days-of-months = { $year }年{ $month_from }{ $day_from }日至{ $month_to }{ $day_to }日
dates-months-of-year = { $year }年{ $month_from }至{ $month_to }
dates-years = { $from }年至{ $to }年
dates-from-to = { $from }至{ $to }
dates-with-time = { $date } { $time }
dates-today = 今天
dates-tomorrow = 明天
dates-length = { $unit ->
        [second] { $count }秒
        [minute] { $count }分钟
        [hour] { $count }小时
        [day] { $count }天
        [week] { $count }周
        [month] { $count }个月
       *[year] { $count }年
    }
dates-ahead = { $unit ->
        [second] { $count }秒后
        [minute] { $count }分钟后
        [hour] { $count }小时后
        [day] { $count }天后
        [week] { $count }周后
        [month] { $count }个月后
       *[year] { $count }年后
    }
dates-ago = { $unit ->
        [second] { $count }秒前
        [minute] { $count }分钟前
        [hour] { $count }小时前
        [day] { $count }天前
        [week] { $count }周前
        [month] { $count }个月前
       *[year] { $count }年前
    }
dates-before = { $unit ->
        [second] 提前{ $count }秒
        [minute] 提前{ $count }分钟
        [hour] 提前{ $count }小时
        [day] 提前{ $count }天
        [week] 提前{ $count }周
        [month] 提前{ $count }个月
       *[year] 提前{ $count }年
    }

## reply

reply-report-button = 报告错误
reply-remind-button = 提醒我
reply-more = ……另有{ $count }项
reply-about = 约{ $date }
reply-unconfirmed = （未经证实）
reply-more-sources = { $sources }, 另{ $count }个
reply-sources = 来源：{ $sources }
# What somebody did, and who: “Acknowledged by @Lena”.
reply-by = { $how }：{ $by }
reply-somebody = 某人

## pages

pages-newest-footer = 最新事实：{ $newest } · 事实内容为英文
pages-newest-until-footer = 最新事实：{ $newest } · 资料截至{ $until } · 事实内容为英文
pages-until-footer = 资料截至{ $until } · 事实内容为英文
pages-stale = 数据已有{ $age }（{ $newest }），使用前请核实
pages-warning-about = { $what }：{ $warning }
pages-gone = 本消息发布后，页面 { $page } 已被移除。现有页面请用 /hotspots 查看。
pages-page-of = 第{ $page }页，共{ $pages }页
pages-back-button = ◀ 上一页
pages-next-button = 下一页 ▶
pages-list = { $first }、{ $next }
pages-in-brackets = { $what }（{ $note }）
pages-labelled = { $what }：{ $rest }
# Verdicts on Chinese and Russian conduct, measured by U.S. aims. They stand alone, after a colon and in brackets.
pages-stance-aligned = 一致
pages-stance-partly = 部分一致
pages-stance-opposed = 相左
pages-stance-unclear = 不明
pages-stance-heading = 对美国目标的立场：{ $stance }
pages-china-button = 中国
pages-russia-button = 俄罗斯
pages-actor-joint = 中国和俄罗斯
pages-actor-us = 美国
pages-actor-other = 其他
pages-status-confirmed = 已确认
pages-status-announced = 已宣布
pages-status-expected = 预计举行
pages-status-held = 已举行
pages-status-cancelled = 已取消
pages-class-members = 成员
pages-class-partners = 伙伴
pages-class-observers = 观察员
pages-class-guests = 受邀方
pages-region-global = 全球
pages-region-east-asia = 东亚
pages-region-southeast-asia = 东南亚
pages-region-central-and-south-asia = 中亚和南亚
pages-region-middle-east = 中东
pages-region-africa = 非洲
pages-region-europe = 欧洲
pages-region-arctic = 北极
pages-region-americas = 美洲
pages-region-elsewhere = 其他地区
# /hotspots
pages-hotspots-title = 热点
pages-organizations-heading = 组织
pages-hotspots-lead = 热点{ $hotspots }个，组织{ $organizations }个。括号内：中俄行为与美国目标是否一致。
pages-open-page-placeholder = 打开页面……
# /issue and /timeline
pages-overview-button = 概览
pages-timeline-button = 时间线
pages-terms-button = 术语
pages-sources-button = 来源
pages-more-button = 更多
pages-sources-lead = A：政府、联合国、通讯社或主要媒体。B：小型媒体、官方媒体或转载。C：文摘或博客；仅有C类来源的内容标为未经证实。
pages-together-heading = 共同立场
pages-latest-heading = 最新动态
pages-next-summit-heading = 下次峰会
pages-not-known-heading = 尚不清楚
pages-nothing-about-china = 此处没有关于中国的记录。
pages-nothing-about-russia = 此处没有关于俄罗斯的记录。
pages-no-events-since = { $since }以来没有事件。
pages-events-since = { $since }以来，由新到旧。
pages-no-events = 没有带日期的事件。
pages-newest-first = 由新到旧。
pages-no-terms = 本页没有术语。全部术语请用 /glossary 查看。
pages-chair-heading = 主席国
pages-chair-inferred = { $chair }（按轮值推定，无来源说明）
pages-founded = 成立时间：{ $date }。
pages-seat = 总部：{ $seat }。
pages-nothing-more = 没有其他记录。
pages-source-missing = { $id } 已不在 sources.toml 中
pages-untitled = 无标题
# /aligned_with_us
pages-alignment-title = 中俄与美国目标
pages-oldest-verdict = 最早的评估：{ $warning }
pages-verdicts-lead = 评估：一致{ $aligned }，部分一致{ $partly }，相左{ $opposed }，不明{ $unclear }。查看理由请按评估按钮或“下一页”。
pages-verdict-lead = 评估：{ $stance }。
pages-no-verdict-lead = 目前没有热点的评估为“{ $stance }”。
pages-no-verdict-now-lead = 目前没有热点的评估为“{ $stance }”。此前：{ $earlier }。
pages-earlier-verdict = { $line }（{ $date }为{ $stance }）
pages-all-button = 全部
pages-aligned-button = 一致
pages-partly-button = 部分一致
pages-opposed-button = 相左
pages-unclear-button = 不明
# /compare and /glossary
pages-compare-title = { $first }与{ $second }
pages-latest-cell = 最新动态
pages-nothing = 没有记录。
pages-also = 又称：{ $names }
pages-all-terms-button = 全部术语
pages-glossary-title = 术语表
pages-glossary-footer = /glossary term: 查看单个术语 · 事实内容为英文
# /summits and /summit
pages-summits-title = 峰会
pages-no-summits = 没有峰会。
pages-venue-days = 日期以举办地为准
pages-open-summit-placeholder = 打开峰会……
pages-no-date = 日期未知
pages-dates-and-place = { $dates }，{ $place }
pages-was-planned = 原定{ $dates }，未经证实
pages-summit-statement = { $line }。{ $to_watch }
pages-dates = 日期
pages-begins = 开始
pages-where = 地点
pages-zone = 时区
pages-status = 状态
pages-to-watch = 关注要点
pages-members-button = { $series }成员
pages-all-summits-button = 全部峰会
# What a typed name or a message leads to
pages-no-such-page-title = 没有此页面
pages-no-such-term-title = 没有此术语
pages-no-such-summit-title = 没有此峰会
pages-assumed = 您查询的是“{ $asked }”，这是{ $name }。
pages-assumed-of-several = 您查询的是“{ $asked }”，这是{ $name }（共{ $count }个结果）。
pages-nothing-near = 这里没有名为“{ $asked }”的内容。最接近的列在下面；全部内容见 /hotspots 和 /glossary。
pages-nothing-listed = 这里没有名为“{ $asked }”的内容。现有页面如下。
pages-nothing-term = 这里没有名为“{ $asked }”的内容。全部术语见 /glossary。
pages-nothing-summit = 这里没有名为“{ $asked }”的内容。下面是即将举行的峰会；全部见 /summits。
pages-knowledge-is-empty = 资料库为空。
pages-nothing-to-look-up-title = 没有可查的内容
pages-nothing-to-look-up = 该消息没有提到任何热点或组织。请用 /hotspots 查看列表。
pages-topics-title = 此消息涉及的主题
pages-topic-in-brief = 对美国目标的立场：{ $stance }。最新事实：{ $newest }。
pages-an-organization = 组织。

## answers

answers-quoted = “{ $text }”
answers-continuing = 接上文：{ $topic }
answers-continuing-with = 接上文：{ $topic } → { $own }
answers-members = { $organization }{ $class }（{ $count }）
answers-chair = { $organization }主席国
answers-not-spoken-of = 我的页面没有专门谈到“{ $name }”。它属于“{ $page }”：
answers-not-found-title = 我的页面中没有找到相关内容
answers-not-found = 我的页面涵盖中国和俄罗斯在世界热点中的作为，以及两国所属的组织和峰会。下面是最接近的主题。您的问题会匿名转交编辑。
answers-not-found-until = 我的页面涵盖中国和俄罗斯在世界热点中的作为，以及两国所属的组织和峰会，资料截至{ $until }。下面是最接近的主题。您的问题会匿名转交编辑。
answers-newer = { $warning }。“{ $page }”页面有更新内容：{ $newest }
answers-reworded-footer = 由 { $model } 改写，已与页面核对

## conversation

# Hello, thanks, and the like.
conversation-hello-title = 您想了解什么？
conversation-hello = 请用自己的话提问，例如“谁支持马杜罗？”“这是否有损美国利益？”或“下次上合组织峰会是什么时候？”。我只依据自己的页面回答，并附日期和来源。/hotspots 可查看页面列表。
conversation-thanks-title = 不客气
conversation-thanks = 欢迎随时再问。/feedback 可告知编辑哪里有误或缺失。
conversation-goodbye-title = 下次见
conversation-goodbye = 需要了解热点或峰会时，随时再问。
conversation-about-title = 我是机器人
conversation-about = 我是一个程序，只依据自己的页面回答，并附日期和来源。可以问“谁支持马杜罗？”，或问“你能做什么？”了解更多。
conversation-reaction-title = 收到
conversation-reaction = 要查什么吗？可以问“俄罗斯在叙利亚想要什么？”。回答下方的 👍 和 👎 会传达给编辑。
conversation-nonsense-title = 我没看出问题
conversation-nonsense = 请写出热点、组织或峰会的名称，例如“委内瑞拉”或“下次上合组织峰会是什么时候？”。/hotspots 可查看页面列表。
conversation-chatter-title = 这要问您的同事
conversation-chatter = 我只了解自己页面上的内容。可以问“谁支持马杜罗？”或“有什么更新？”，也可查看 /hotspots。
conversation-age-title = 事实有多新
conversation-age = 最新事实的日期为{ $end }。页面依据{ $sources }个来源；每条陈述都注明日期和来源，事实较旧时页面会提示。
conversation-age-none = 尚未加载任何事实。运营者可用 `attache check` 查看原因。
conversation-new-title = 最新动态
conversation-new-none = 尚未加载任何带日期的事实。运营者可用 `attache check` 查看原因。

# What the bot can do.
conversation-help-title = 我能做什么
conversation-help = 我依据有来源的页面，回答中俄在哪些方面联手。提及我并用自己的话提问，或使用命令。
conversation-help-look-heading = 查询
conversation-help-issue = 热点：各方诉求、联手之处、最新动态
conversation-help-aligned = 两国目标在哪些方面与华盛顿相合、哪些不合
conversation-help-summits = 即将举行的峰会，按您的时区显示
conversation-help-remind = 峰会前给您发私信
conversation-help-ask = 用自己的话提问；也可追问，如“那俄罗斯呢？”
conversation-help-onboard = 新人导览，附简短问题
conversation-help-feedback = 告知编辑哪里有误
conversation-help-manage-heading = 本服务器管理者
conversation-help-alerts-add = 在峰会开始前提醒一个频道
conversation-help-alerts-list = 已设的订阅和接下来的提醒
conversation-help-alerts-test = 发布测试并检查我的权限
conversation-help-language = 设定本服务器的语言
conversation-help-hotspots-button = 所有热点
conversation-set-up-button = 设置提醒

## tours

tours-next-button = 下一步 ▶
tours-question-button = 去答题
tours-stop-button = 停止
tours-finish-button = 完成 ▶
tours-begin-button = 开始 ▶
tours-continue-button = 继续
tours-start-over-button = 重新开始
tours-start-button = 开始 { $track }
tours-back-button = 返回导览
tours-page-button = ◀ 返回页面
tours-next-question-button = 下一题 ▶（还有{ $count }题）
tours-progress = { $bar } { $at }/{ $of }
tours-together = 联手之处
tours-us-aims = 与美国目标：{ $stance }
tours-latest = 最新动态
tours-chair = 主席
tours-terms-heading = 术语
# 用于框架为中文、内容为英文的页面。
tours-in-english = 资料与题目为英文
tours-question-title = { $topic }：问题
tours-right-title = 回答正确
tours-wrong-title = 不完全对
tours-correct-answer = 正确答案：{ $letter }
tours-your-answer = 您的答案：{ $letter }
tours-why = 理由
tours-returns = 此题将于{ $day }再次出现。
tours-learned-now = 已掌握：此题不再出现。
tours-welcome-title = 欢迎：{ $track }
tours-welcome-steps = 共{ $count }个简短步骤，每步一题。可随时停止；/onboard continue 从上次停下的地方继续。
tours-welcome-reviews = 答错的题几天后会再次出现，每天最多一条消息，时间为 { $time }。/onboard stop 可停止接收。
tours-same-title = 您已在此导览中
tours-other-title = 您正在另一个导览中：{ $track }
tours-offer = 从上次停下的地方继续，还是开始 { $track }？
tours-finished-title = 导览完成：{ $track }
tours-questions = 题目
tours-missed-questions = 答错的题
tours-what-next = 接下来
tours-what-next-advice = /onboard start 还有其他导览。用 /issue 查看任一页面，或用 /ask 以自己的话提问。
tours-stopped-title = 导览已停止
tours-stopped = 不会再收到题目。进度已保留：/onboard continue 从上次停下的地方继续。
tours-score = 答对{ $right }题，答错{ $wrong }题
tours-score-sentence = { $score }。
tours-none-open = 没有待复习的题。
tours-open-stopped = { $count }题待复习，复习已停止。/onboard continue 可重新开始。
tours-open-paused = { $count }题待复习，复习已暂停：{ $reason }。/onboard continue 可重新开始。
tours-open-next = { $count }题待复习，下次：{ $when }。
tours-open-unscheduled = { $count }题待复习，尚未安排时间。
tours-learned = 已掌握{ $count }题。
tours-reason-unanswered = 连续{ $count }题未作答
tours-reason-unknown = 原因不明
tours-local-time = { $day }（{ $weekday }）{ $time }（{ $zone }）
tours-review-time = { $time }（{ $zone }）
tours-your-tour-title = 您的导览
tours-your-time = 您的时间：{ $time }
tours-mention-in = 位于
tours-mention-taken-by = 参加者：
tours-nobody = 这里还没有人开始导览。
tours-on-this-server = 本服务器
tours-last-on = 最近一次：{ $day }
tours-unavailable = 目前不可用
tours-finished = 已完成
tours-stopped-at = 停在 { $topic }
tours-at = 进行到 { $topic }
tours-try-again-title = 再试一次：{ $topic }
tours-waiting = { $count ->
        [0] 没有其他待答题目
       *[other] 还有{ $count }题待答
    }
tours-stop-ends-this = /onboard stop 可停止接收
tours-none-waiting-title = 没有待答题目
tours-refused-stopped = 您已停止导览。/onboard continue 从上次停下的地方继续。
tours-refused-not-started = 您还没有开始导览。请使用 /onboard start。
tours-refused-no-track = 您的导览目前不可用。请稍后再试，或用 /onboard start 另选一个。
tours-refused-time = “{ $given }”不是一天中的时间。请试试 09:00 或 18:30。
tours-refused-zone = 不认识时区“{ $given }”。请使用 IANA 名称，例如 Europe/Brussels。
tours-refused-zone-near = 不认识时区“{ $given }”。您是否想写 { $nearest }？请使用 IANA 名称，例如 Europe/Brussels。
tours-refused-zone-not-a-place = “{ $given }”不是地点，而何时调整时钟取决于地点。请使用一个地点，例如 { $places }。
tours-refused-no-tracks = 目前没有导览。编辑可在 knowledge/onboarding/ 中添加。
tours-refused-unknown-track = 没有名为“{ $given }”的导览。请选择：{ $tracks }。

## alerts

alerts-acknowledge-button = 确认
alerts-snooze-button = 1小时后
alerts-snooze-quarter-button = 15分钟后
alerts-snooze-morning-button = 8:00再提醒
alerts-details-button = 详情
alerts-acknowledged = 已确认
alerts-snoozed-until = 已推迟至{ $at }
alerts-snoozed-quiet = 已推迟至{ $at }（免打扰时段）
alerts-taken-after = 用时{ $length }
alerts-refused-too-soon = 峰会{ $ahead }开始，早于再次提醒的时间。
alerts-refused-begun = 峰会已开始，无法再推迟。
alerts-refused-acknowledge = 请改按“确认”。
alerts-refused-not-on-record = 此提醒已无记录，因此未登记负责人。
alerts-before = 提前{ $lead }
alerts-headline = { $summit } – { $countdown }
alerts-has-begun = 已开始
alerts-not-acknowledged-title = 未确认：{ $summit }
alerts-moved-title = 改期：{ $summit }
alerts-changed-title = 变更：{ $summit }
alerts-moved-unknown = 日期未定
alerts-cancelled-title = 取消：{ $summit }
alerts-removed-title = 已从日历移除：{ $summit }
alerts-is-back-title = 重回日历：{ $summit }
alerts-back = 推迟的提醒再次发送。
alerts-back-from = 再次提醒：此前由{ $user }推迟。
alerts-acknowledge-by = 请在{ $by }确认。
alerts-acknowledge-by-then = 请在{ $by }确认，否则通知{ $then }。
alerts-take-over = 无人确认上面的提醒。请接手处理。
alerts-take-over-within = 上面的提醒在{ $length }内无人确认。请接手处理。
alerts-call-number = 第 { $number } 次呼叫，共 { $count } 次
alerts-call-repeat = 第 { $number } 次重复呼叫，共 { $count } 次
alerts-called-before = 此前已呼叫：
alerts-call-next = 下一次
alerts-call-again = 再次呼叫，最多还有 { $count } 次，峰会开始后不再呼叫
alerts-call-last = 这是最后一次呼叫，此后不再呼叫任何人。
alerts-whoever-is-on-duty = 当时的值班人员
alerts-was-on-duty = 当时的值班人员
alerts-new-date = 新日期：{ $dates }。
alerts-new-date-was = 新日期：{ $dates }（原为{ $old }）。
alerts-new-place-was = 新地点：{ $place }（原为{ $old }）。
alerts-place-unknown = 未定
alerts-new-status-was = 新状态：{ $status }（原为{ $old }）。
alerts-date-unknown = 未定
alerts-was-planned = 原定{ $dates }举行。不再发送提醒。
alerts-no-more = 不再发送提醒。
alerts-cancelled = 已取消
alerts-cancelled-was = 已取消（原定{ $old }）
alerts-removed = 已从日历移除。
alerts-is-back = 重回日历。
alerts-unchanged = 内容没有变化。
alerts-removed-advice = 尚无取消的消息，请询问编辑。不再发送提醒。
alerts-removed-was-planned = 原定{ $dates }举行。尚无取消的消息，请询问编辑。不再发送提醒。
alerts-of-summit = { $summit }：{ $what }
alerts-when = 时间
alerts-when-hour = { $moment }（{ $dates }，{ $offset }）
alerts-when-day = { $dates }，时间未定
alerts-where = 地点
alerts-status-as-of = { $status }（截至{ $date }）
# 峰会说明为英文。
alerts-to-watch = 看点（英文）
alerts-today-hour-unknown = 今天（时间未定）
alerts-tomorrow = 明天
alerts-calendar-unreadable = 日历无法读取；以下按原计划。
alerts-late = 延迟：原定{ $at }发送。
alerts-offline = 机器人离线：{ $span }。
alerts-summit-begun = 峰会已开始。
alerts-missed-title = 错过的提醒
alerts-missed = 您错过了{ $count }条提醒
alerts-missed-offline = 机器人离线：{ $span }。{ $missed }：
alerts-missed-late = 延迟：第一条原定{ $at }发送。{ $missed }：
alerts-missed-beginnings = 以下峰会已开始。
alerts-ahead-title = 即将举行的峰会
alerts-ahead = 尚未开始：{ $count }场峰会
alerts-ahead-sentence = { $ahead }。
alerts-digest-title = 未来一周
alerts-digest-headline = 未来一周：{ $count ->
        [0] 没有峰会
       *[other] { $count }场峰会
    }
alerts-calendar-incomplete = 部分日历无法读取：此处可能缺少峰会。
alerts-digest-empty = 未来七天内没有已知的峰会开始。
alerts-notice-title = 频道 { $channel } 的提醒已暂停
alerts-notice-advice = /alerts test 显示缺少什么，/alerts resume 可恢复。
alerts-reason = { $reason ->
        [acknowledged_in_time] 已及时确认
        [nobody_on_duty] 当时无人值班
        [date_changed] 峰会日期已变更
        [date_changed_again] 日期再次变更
        [summit_cancelled] 峰会已取消
        [summit_held] 峰会已举行
        [not_in_calendar] 峰会已不在日历中
        [not_subscribed] 订阅已不含此峰会
        [subscription_changed] 订阅已修改
        [subscription_removed] 订阅已删除
        [no_longer_in_settings] 订阅已不在设置中
        [recipient_forgotten] 接收者已删除其数据
        [later_handover] 下一次交接班已到时间
        [subscription_paused] 订阅当时已暂停
        [not_posted_in_time] 未能及时发布
        [rejected_by_discord] Discord 拒绝了该消息
        [channel_unavailable] 频道已不存在或不对机器人开放
        [refused_for_now] Discord 暂时拒绝一切请求
        [timed_out] 机器人在服务器上被禁言
        [deleted_since] 已发布，后在频道中被删除
        [defect] attache 自身出错，详情见运维日志
        [may_be_posted] Discord 没有确认，而机器人无权阅读频道的历史消息来查找（“阅读消息历史记录”权限）
        [role_missed_in_thread] 该身份组有成员不在子区中，未收到通知
        [ambiguous] Discord 未说明是否已发布
       *[rate_limited] Discord 要求稍候
    }
alerts-reason-last-attempt = { $reason }；最后一次尝试：{ $detail }
alerts-paused-bot-removed = 机器人已被移出服务器
alerts-paused-not-in-settings = 已不在设置中
alerts-kind = { $kind ->
        [moved] 改期
        [cancelled] 取消
        [removed] 移除
        [back] 重回日历
        [escalation] 后备呼叫
        [snooze] 推迟
        [digest] 摘要
        [handover] 交接班
       *[owner_notice] 负责人通知
    }
alerts-state = { $state ->
        [planned] 已计划
        [posted] 已发布
        [missed] 已错过
        [failed] 发布失败
       *[withdrawn] 已撤回
    }
alerts-handover-title = 交接班
alerts-handover-due-heading = 未来24小时内
alerts-handover-open-heading = 未确认
alerts-handover-open-signed-heading = 未确认（已移交）
alerts-handover-failed-heading = 未发布
alerts-handover-taken-heading = 已处理
alerts-handover-under-way-heading = 正在进行
alerts-handover-moved-heading = 改期或取消
alerts-handover-facts-heading = 新的事实
alerts-handover-paused-heading = 已暂停
alerts-handover-no-subscriptions = 本服务器没有订阅。/alerts add 可新建。
alerts-handover-all-clear = 一切正常：无未确认事项，24小时内无提醒，没有新情况。
alerts-handover-summit = { $summit }，{ $what }
alerts-handover-moved = { $summit }：由{ $from }改为{ $to }
alerts-handover-cancelled = { $summit }：已取消
alerts-handover-removed = { $summit }：已从日历移除
alerts-handover-changed = 地点或状态有变
alerts-handover-digest = 每周摘要
alerts-handover-notice = 订阅故障通知
alerts-handover-reason = { $what }：{ $reason }
alerts-handover-since = 自上次交接班以来
alerts-handover-since-a-week = 最近7天；上次接班时间
alerts-handover-first = 最近12小时；此处尚无人接过班
alerts-handover-take-over-button = 接班
alerts-handover-taken-over = 已接班
alerts-handover-taken-before = /handover 可查看此后的情况。
alerts-handover-headline = 交接班：{ $what }
alerts-handover-open-count = { $count }项未确认
alerts-handover-failed-count = { $count }项未发布
alerts-handover-due-count = 24小时内{ $count }项
alerts-handover-nothing-open = 无未确认事项
alerts-handover-begun = { $what }（峰会已开始）
alerts-handover-taken = { $what }：{ $length }后已处理
alerts-handover-snoozed = { $what }：{ $length }后推迟
alerts-handover-several = { $what }，另有{ $count }项
alerts-handover-chair = 主席：{ $chair }
alerts-list-before = { $summits }：提前 { $leads }
alerts-list-zone = 时区 { $zone }
alerts-list-acknowledge = 确认时限{ $within }
alerts-list-acknowledge-alone = 确认时限{ $within }，逾期在 /handover 中列为未确认
alerts-list-call-again = 最后一次呼叫每{ $every }重复
alerts-list-on-duty = { $after }后呼叫值班人员
alerts-list-calls-in-quiet = 免打扰时段也呼叫
alerts-list-quiet = 免打扰 { $hours }
alerts-list-digest = 每{ $day ->
        [monday] 周一
        [tuesday] 周二
        [wednesday] 周三
        [thursday] 周四
        [friday] 周五
        [saturday] 周六
       *[sunday] 周日
    } { $time } 发摘要
alerts-list-publish = 发布给关注者
alerts-list-handover = { $hours } 交接班
alerts-list-and = { $first }；{ $then }
alerts-list-line = { $wanted }。{ $standing }
alerts-list-next = 下次提醒：
alerts-list-none-left = 没有后续提醒：没有即将举行的峰会
alerts-list-none-yet = 尚无提醒：{ $summit } 还没有确切日期
alerts-list-too-late = 没有后续提醒：{ $summit } 之前设定的提醒时间均已过
alerts-list-cancelled = 没有提醒：{ $summit } 已取消
alerts-list-begun = 没有提醒：{ $summit } 已开始
alerts-list-over = 没有提醒：{ $summit } 的日期已过
alerts-list-paused = 已暂停；/alerts resume 可恢复
alerts-list-paused-because = 已暂停：{ $reason }；/alerts resume 可恢复
alerts-list-removed = 已删除
alerts-list-all-summits = 所有峰会
alerts-mention-in = 频道
alerts-mention-to = 发给
alerts-mention-role = 提及
alerts-mention-then = 其后
alerts-mention-after = { $after }后
alerts-mention-paused-by = 暂停者：
alerts-mention-taken-by = 确认人：
alerts-mention-by = 处理人：
alerts-mention-ends = 结束于
alerts-mention-from = 自
alerts-mention-to-moment = 至
alerts-mention-snoozed-by = 推迟人：
alerts-mention-until = 推迟至
alerts-mention-escalated-to = 已升级至
alerts-mention-snoozed-until = 推迟至
alerts-mention-acknowledged = 确认于
alerts-mention-asked-by = 发起人：
alerts-mention-would = 正式提醒将提及
alerts-trial-title = 提醒测试：{ $summits }
alerts-trial-headline = 提醒测试
alerts-trial = 这是一条测试；目前没有峰会临近。
alerts-trial-subscription = 订阅 { $id }
alerts-fate-summit = { $summit }，{ $kind }
alerts-fate-posted = 发布于
alerts-fate-ended = { $state }（{ $reason }）
alerts-fate-not-tried = 尚未尝试
alerts-fate-attempt = { $outcome }，
alerts-fate-attempts = 共{ $count }次尝试
alerts-fate-due = 定于
alerts-message-link = 消息
alerts-event-no-place = 地点待定
alerts-event-hour-unknown = 具体时间尚不确定。
alerts-events-on-title = 服务器活动：{ $summits }
alerts-events-off-title = 服务器活动：已关闭
alerts-events-being-deleted = 还有{ $count }个活动待删除。
alerts-events-none = 目前没有活动。
alerts-events-next = { $count }个活动；下一个：{ $next }
alerts-events-begun = 正在创建{ $count }个。
alerts-events-left-out = { $count }个峰会没有活动：Discord 每个服务器最多允许 100 个，保留最近的。
alerts-events-dismissed = 有{ $count }个活动在此被删除，不会重新创建；/alerts events turn:on 可重新创建。
alerts-events-undated = { $count }个峰会尚无确切日期。
alerts-events-rejected = Discord 拒绝了{ $name }：{ $detail }
alerts-events-paused-permission = 已暂停：我缺少“创建活动”（Create Events）权限。请在“服务器设置”的“身份组”中授予我的身份组；我会在一小时内重试。
alerts-events-paused = 已暂停：{ $detail }。我会在一小时内重试。
alerts-duty-title = 值班：{ $rota }
alerts-duty-now = 值班中
alerts-duty-until = 至
alerts-duty-next = 下一班
alerts-duty-nobody = 无人
alerts-duty-role = 期间呼叫：
alerts-duty-handed-over-by = 交班人：
alerts-duty-hand-over-button = 交班
alerts-refused-too-many = 本服务器已有{ $most }个订阅，达到上限。请先删除一个。
alerts-refused-twin = 该频道已有相同的订阅 { $id }。请用 /alerts edit 修改。
alerts-refused-of-settings = 订阅 { $id } 写在机器人的设置中，须由运营者修改。/alerts pause 在此仍可用。
alerts-refused-no-summit = 请至少写一场峰会，或写 `all`。
alerts-refused-no-rota = 本服务器没有值班表，因此无人值班。运行机器人的人可以设置。
alerts-refused-unknown-summit = 没有名为 `{ $name }` 的组织、系列或峰会。请从列表中选择。
alerts-refused-unknown-summit-near = 没有名为 `{ $name }` 的组织、系列或峰会。您是否想写 `{ $nearest }`？
alerts-refused-no-lead = 请至少写一个提前时间，例如 `7d`。
alerts-refused-too-many-leads = 峰会前最多十个提前时间；您写了{ $given }个。
# A person's reminders.
alerts-remind-set-title = 已设置提醒
alerts-remind-changed-title = 已更改提醒
alerts-remind-resumed-title = 您的提醒已恢复
alerts-remind-kept-title = 您已设置过此提醒
alerts-remind-passed = 已过
alerts-remind-no-day = 日期尚未确定。确定后，您会提前收到私信：{ $leads }。
alerts-remind-footer = 以私信发送；改期或取消也会通知。/remind 可查看您的提醒。
alerts-remind-remove-button = 删除
alerts-remind-remove-one-button = 删除：{ $summit }
alerts-remind-resume-button = 恢复
alerts-remind-list-title = 您的提醒
alerts-remind-list = 下一条私信的时间，以及您选择的全部提前时间。
alerts-remind-list-empty-title = 您没有提醒
alerts-remind-list-empty = 请按峰会下方的“提醒我”，或使用 /remind summit。
alerts-remind-list-before = 提前{ $leads }
alerts-remind-list-no-day = 提前{ $leads }，待日期确定
alerts-remind-list-none-left = 开始前不会再有私信
alerts-remind-list-paused = 提前{ $leads }；已暂停
alerts-remind-paused = 已暂停：我的私信无法送达您（{ $detail }）。请在我们共同所在服务器的菜单中打开隐私设置，允许私信，然后按“恢复”。
alerts-remind-removed-title = 已删除：{ $summit }
alerts-remind-refused-no-summit = 日历中已没有这场峰会。/summits 可查看即将举行的峰会。
alerts-remind-refused-cancelled = 这场峰会已取消。/summits 可查看即将举行的峰会。
alerts-remind-refused-over = 这场峰会已结束，或原定日期已过。/summits 可查看即将举行的峰会。
alerts-remind-refused-begun = 这场峰会已开始。/summits 可查看即将举行的峰会。
alerts-remind-refused-passed = 峰会{ $ahead }开始，所选时间均已过。请选更短的时间，例如 /remind before:10m。
alerts-remind-refused-too-many = 您已有{ $most }个提醒，已达上限。请先用 /remind 删除一个。

## config

config-not-a-lead = `{ $given }` 不是时长；请写成例如 `30d`、`7d`、`1d`、`2h` 或 `30m`，最长一年。
config-not-a-clock-time = `{ $given }` 不是一天中的时间；请写成例如 `09:00`。
config-not-quiet-hours = `{ $given }` 不是时间段；请写成例如 `22:00-06:00`。
config-not-a-weekly-time = `{ $given }` 不是一周中的时间；请写成例如 `monday 08:00`。
config-unknown-zone = 没有时区 `{ $zone }`。请写 IANA 名称，例如 `Europe/Brussels`。
config-unknown-zone-near = 没有时区 `{ $zone }`。您是否想写 `{ $nearest }`？
config-zone-not-a-place = `{ $zone }` 不是地点，而何时调整时钟取决于地点。请写一个地点，例如 { $places }。
config-escalation-without-deadline = 后备身份组需要确认时限：请设置“确认时限”，例如 `30m`。
config-too-many-handovers = 每天最多六次交接班；您写了{ $given }次。
config-deadline-without-escalation = 确认时限需要有呼叫对象：请设置“后备”，或改用“呼叫链”代替两者。
config-escalation-twice = 请只设置“呼叫链”，或只设置“确认时限”和“后备”。
config-escalation-order = 每次呼叫必须晚于前一次；`{ $after }` 不是。
config-escalation-too-long = 最多依次呼叫 { $most } 次；您给出了 { $given } 次。
config-repeat-without-escalation = 没有可重复呼叫的对象：请在“呼叫链”中指明。
config-repeat-too-often = 最早在 `1m` 后重复呼叫，不能是 `{ $given }`。

## bot

bot-broken-title = 这里出了故障
bot-broken = 这不是您的问题。请一分钟后重试。如再次出现，请将此编号告知运营者：{ $reference }
bot-busy-title = 现在请求太多
bot-busy = 这不是您的问题，也没有任何改动。请稍后再试。
bot-button-old = 此按钮属于旧版机器人。请用 /issue 重新查询。
bot-command-unknown = 机器人已没有此命令。请重新加载 Discord，查看现有命令。
bot-command-outdated = 此命令刚刚有变动。请重新加载 Discord 后再次输入。
bot-interaction-unknown = 机器人不知道如何处理此操作。/help 可查看它能做什么。

# Messages to the bot.
bot-message-no-history = 我无权读取本频道的历史消息，因此无法在此回复消息。请授予我的身份组“阅读消息历史记录”（Read Message History）权限。
bot-message-role-title = 请提及我，而不是我的身份组
bot-message-role = 只提及我的身份组时，Discord 会隐藏您写的内容。/ask 在任何地方都可用。
bot-message-withheld-title = 我看不到您写的内容
bot-message-withheld = Discord 只让我看到提及我的消息。/ask 在任何地方都可用。
bot-message-mention = 请提及后再问一次：
bot-message-wordless-title = 我只能阅读文字
bot-message-wordless = 该消息中没有文字。请写下您想了解的内容。
bot-message-too-many-title = 一次问得太多了
bot-message-too-many = 提问太快，我在这里来不及回答。请一分钟后再问；在此期间可使用 /ask。
bot-message-too-many-here-title = 这里同时有很多提问
bot-message-too-many-here = 为了不耽误提醒，我只回答其中一部分。在此期间可使用 /ask。

# Pages.
bot-look-up-no-text-title = 没有可查询的文字
bot-look-up-no-text = 我只能阅读文字：消息正文、嵌入内容、投票、转发和替代文字。/ask 可回答问题。
bot-compare-organization = { $id } 是组织，只有热点可以对比。/issue 可查看该组织。
bot-date-unknown = “{ $given }”不是我认识的日期。请试试 2025、2025年6月、2025年6月17日、去年或两周前。
bot-date-ambiguous = “{ $given }”可以是{ $day }，也可以是{ $month }。请写 { $iso_day } 或 { $iso_month }。
bot-no-such-series = 没有叫这个名称的组织或系列。请选择：{ $series }。
bot-alert-summit-gone = 此峰会已不在日历中。

# Beside a name while it is being typed.
bot-hint-in-days = { $days ->
        [0] 今天
        [1] 明天
       *[other] { $days }天后
    }
bot-hint-under-way = 正在举行
bot-hint-undated = 日期未定
bot-hint-past = 已过：{ $date }
bot-hint-cancelled = 已取消
bot-hint-everything = 所有峰会
bot-hint-every-summit = 其所有峰会

# Rating an answer.
bot-rating-too-old-title = 回答太旧，无法评价
bot-rating-too-old = 请重新提问，并评价新的回答。
bot-rating-thanks-title = 谢谢！（匿名）
bot-rating-form-title = 为什么没有帮助？
bot-rating-reason-label = 回答哪里不对？
bot-rating-remark-label = 还有什么要补充？
bot-rating-remark-hint = 选填。编辑会看到内容，但看不到您的名字。
bot-rating-page = 取自错误的页面
bot-rating-fact = 其中的事实有误或已过时
bot-rating-unknown = 本应说明不知道
bot-rating-note-title = 对回答的 👎

# Feedback.
bot-feedback-no-channel = 机器人尚无编辑频道，反馈不会有人收到。运营者可在 config/attache.toml 的 [discord] 下以 editors_channel 设置。
bot-feedback-title = 反馈
bot-feedback-on-title = 反馈：{ $name }
bot-feedback-kind-label = 属于哪类问题？
bot-feedback-wrong = 内容有误
bot-feedback-outdated = 内容过时
bot-feedback-missing = 内容缺失
bot-feedback-other = 其他
bot-feedback-text-label = 哪里有误，正确的是什么？
bot-feedback-text-hint = 编辑会看到此内容和您的名字。
bot-feedback-placeholder = 最好附上来源：链接、媒体、日期。
bot-feedback-empty = 您的反馈没有内容。请写明哪里有误，然后重新发送。
bot-feedback-thanks-title = 谢谢
bot-feedback-thanks = 编辑已收到您的反馈。
bot-feedback-your-text = 您的文字

# Privacy.
bot-privacy-title = 保存的关于您的内容
bot-privacy-nothing = 目前没有保存关于您的任何内容。
bot-privacy-lead = 文件中是全部内容。按“全部删除”即可删除；订阅属于各自的频道，会保留；提醒仍为已确认，但不再显示您的名字。
bot-privacy-questions = 问题
bot-privacy-questions-text = { $channels ->
        [0] 无；您在频道中的最后一个问题会保存一刻钟
       *[other] 您在{ $channels }个频道中的最后一个问题，保存一刻钟
    }
bot-privacy-tour = 导览
bot-privacy-tour-nothing = 无
bot-privacy-tour-text = { $tracks ->
        [0] 没有路线
       *[other] { $tracks }条路线
    }、{ $missed ->
        [0] 没有答错的题
       *[other] { $missed }道答错的题
    }、您的时区、语言和复习时间
bot-privacy-alerts = 提醒
bot-privacy-alerts-text = { $acknowledged ->
        [0] 您没有确认或推迟过提醒
       *[other] 您确认或推迟过{ $acknowledged }条提醒
    }，{ $subscriptions ->
        [0] 没有创建或暂停过订阅
       *[other] 创建或暂停过{ $subscriptions }个订阅
    }，{ $handovers ->
        [0] 没有接过班
       *[other] 接过{ $handovers }次班
    }
bot-privacy-reminders = 提醒我
bot-privacy-reminders-text = { $count ->
        [0] 无
       *[other] { $count }场以私信通知您的峰会，以及您的语言
    }
bot-privacy-calls = 呼叫
bot-privacy-calls-text = { $called ->
        [0] 没有订阅
       *[other] { $called } 个订阅
    }会在无人确认时呼叫您；{ $shifts ->
        [0] 没有班次
       *[other] { $shifts } 个班次
    }由您交出或交给您
bot-privacy-editors = 给编辑的内容
bot-privacy-editors-text = 问题和评价及其原因保存时不含您的名字；您发送的反馈会连同名字发布在编辑频道
bot-privacy-delete-button = 全部删除
bot-privacy-not-yours = 此按钮属于别人。/attache privacy 可查看保存的关于您的内容。
bot-privacy-deleted-title = 已删除
bot-privacy-deleted = 已不再保存关于您的任何内容。导览、复习和您的提醒也随之结束。

# Status, language, reload.
bot-status-title = 状态
bot-status-knowledge = 资料库
bot-status-facts = 热点{ $hotspots }个，组织{ $organizations }个，术语{ $terms }条，来源{ $sources }个。事实截至{ $end }。
bot-status-in-use = 启用时间
bot-status-folder = 文件夹
bot-status-watching = { $watching ->
        [off] 按设置不监视；/attache reload 可重新读取
        [on] 监视中：保存的文件立即启用
        [gone] 已不存在，因此没有监视；在它恢复之前，沿用已读取的内容
       *[refused] 系统拒绝监视；每30秒重新读取一次
    }
bot-status-running = 启动时间
bot-status-version = 版本
bot-status-background = 后台任务
bot-status-tasks-run = { $tasks } 运行正常
bot-status-task-failed = { $task } 失败，正在重试；原因见日志
bot-status-tried = 上次尝试
bot-status-to-fix = 待修正
bot-status-not-in-use = 最新文件未启用；仍在使用上一版本
bot-status-read = 读取于
bot-status-questions = 问题
bot-status-no-database = 数据库没有响应。
bot-status-question-counts = { $asked ->
        [0] 本服务器尚无人提问
       *[other] 本服务器共提出{ $asked }个
    }；{ $unanswered ->
        [0] 没有未获回答的
       *[other] { $unanswered }个未获回答
    }
bot-status-unanswered = { $count ->
        [0] 所有问题都有回答，或尚无人提问。
       *[other] { $count }个问题未获回答；在终端用 attache gaps 查看。
    }
bot-status-gap = “{ $question }”，问过{ $times }次，{ $outcome }
bot-status-gap-open = 未获回答
bot-status-gap-rated = 依据 { $page } 作答，但没有帮助
bot-language-title = 语言
bot-language-fixed = 从现在起，机器人在本服务器使用简体中文。事实内容仍为其来源的语言。
bot-language-reader = 从现在起，机器人按各读者的 Discord 语言回答。提醒为英文。
bot-language-no-server = 语言是为服务器设定的。请在服务器中使用 /attache language。
bot-language-managers = 只有服务器管理者可以设定语言。对您而言，以您的 Discord 语言设置为准。
bot-reload-managers = 只有服务器管理者可以重新加载。保存的文件本就会在一秒内生效。
bot-reload-unchanged-title = 无需处理
bot-reload-unchanged = 这些文件已在使用中。
bot-reload-done-title = 已重新加载
bot-reload-done = 新文件已启用。
bot-reload-failed-title = 未重新加载
bot-reload-failed = 仍在使用上一版本。待修正：

# A server that has just installed the bot.
bot-welcome-title = Attaché 已就位
bot-welcome = 我知道中国和俄罗斯在哪些方面联手、始于何时：每条陈述都附日期和来源。我可以在峰会开始前提醒本服务器。
bot-welcome-footer = 服务器管理者可设置提醒 · 其他功能见 /help
bot-help-button = 机器人能做什么？
bot-set-up-button = 设置提醒
bot-set-up-title = 设置提醒
bot-set-up-summits-label = 哪些峰会？
bot-set-up-all-option = 所有峰会
bot-set-up-before-label = 开始前多久提醒？
bot-set-up-days = { $count }天
bot-set-up-hours = { $count }小时
bot-set-up-minutes = { $count }分钟
bot-set-up-channel-label = 在哪个频道？
bot-set-up-channel-hint = 我需要能查看该频道、发送消息、嵌入链接并阅读其历史。
bot-set-up-role-label = 提及谁？
bot-set-up-role-hint = 值班人员的身份组；留空则不提及任何人。
bot-set-up-zone-label = 用哪个时区？
bot-set-up-zone-hint = 其他时区可用 /alerts edit 设置。
bot-set-up-missing = 有项目未填。请选择峰会、提前时间和频道。
bot-set-up-test-button = 发布测试

# Help on watch.
bot-help-watch-heading = 值班
bot-help-handover = 交接班：即将到期、未确认、失败、改期
bot-help-duty = 谁在值班，下一班是谁
bot-help-acknowledge-label = 确认
bot-help-acknowledge = 在提醒下方按此，否则呼叫后备；“再提醒”可推迟

# Alerts.
bot-remind-which-summit = 哪一场峰会？请同时在 `summit` 中选择。
bot-alerts-no-server = 提醒发布在服务器的频道中。请在服务器中使用 /alerts。
bot-alerts-not-installed = 本服务器没有添加机器人，因此无法在此发布。请联系其管理者添加。
bot-alerts-managers = 只有服务器管理者可以查看和更改提醒。/summits 可查看即将举行的峰会。
bot-alerts-managers-or-role = 只有服务器管理者和拥有提醒身份组的成员可以查看和更改提醒。/summits 可查看即将举行的峰会。
bot-alerts-no-such = 本服务器没有订阅“{ $id }”。/alerts list 可查看现有订阅。
bot-alerts-planned = { $count ->
        [0] 没有已计划的提醒
       *[other] 已计划{ $count }条提醒
    }
bot-alerts-added-title = 已订阅
bot-alerts-changed-title = 已修改
bot-alerts-none-title = 没有订阅
bot-alerts-none = 本服务器没有频道接收峰会提醒。/alerts add 可添加。
bot-alerts-list-title = 订阅
bot-alerts-paused-title = 已暂停
bot-alerts-paused-before-title = 此前已暂停
bot-alerts-paused = { $name }。暂停期间错过的提醒不会补发。/alerts resume 可恢复。
bot-alerts-resumed-title = 已恢复
bot-alerts-not-paused-title = 未曾暂停
bot-alerts-removed-title = 已删除
bot-alerts-removed = { $name }。不再为其发布任何内容。
bot-alerts-no-history = 尚无到期的提醒。
bot-alerts-summit-near = 没有名为“{ $given }”的峰会。您是否想写 { $title }？
bot-alerts-summit-unknown = 没有名为“{ $given }”的组织、系列或峰会。请写 `all`，或下列之一：{ $series }。
bot-handover-no-server = 交接班涉及的是服务器的提醒。请在服务器中使用 /handover。
bot-channel-hidden = 我看不到该频道。请在该频道授予我的身份组“查看频道”（View Channel）权限，或另选频道。
bot-channel-elsewhere = 该频道不在本服务器。请选择本服务器的文字频道。
bot-channel-not-for-text = 该频道无法发布消息。请选择文字频道、公告频道或子区。
bot-channel-lacks = 我在该频道缺少权限：{ $permissions }。请在该频道授予我的身份组，然后重试。
bot-channel-not-announcement = 只有公告频道的消息才能发布。请选择公告频道，或不填 publish。
bot-channel-not-now-title = 我暂时无法在那里发布消息
bot-channel-timed-out-until = 我在本服务器被禁言，直到
bot-channel-timed-out = 管理员可以提前解除。在此期间到期的提醒会等到解除后发布。
bot-channel-thread-locked = 该子区已锁定。请解锁，或授予我的身份组“管理子区”（Manage Threads）权限。
bot-channel-thread-archived = 该子区已锁定并归档。请重新打开，或授予我的身份组“管理子区”（Manage Threads）权限。
bot-role-everyone = 提醒从不提及所有人。请选择值班人员的身份组。
bot-role-not-mentionable = 我无权提及该身份组。请在“服务器设置”的“身份组”（Server Settings, Roles）中允许任何人提及它，或在该频道授予我的身份组“提及 @everyone、@here 和所有身份组”（Mention @everyone, @here and All Roles）权限。
bot-role-elsewhere = 该身份组不在本服务器。请选择本服务器的身份组。
bot-escalation-empty = 请指明呼叫谁，例如 10m @backup。
bot-escalation-nobody = `{ $piece }` 没有提及任何人。请写上时间，再输入 @ 并从 Discord 的列表中选择身份组或用户。
bot-escalation-user-elsewhere = 要呼叫的用户 { $user } 不在本服务器。请选择本服务器的用户。
bot-duty-no-server = 值班表属于服务器。请在服务器中使用 /duty。
bot-duty-no-rota = 本服务器没有值班表。运行机器人的人可以设置。
bot-duty-not-here = 此人不在本服务器，无法在此呼叫。
bot-duty-nobody = 目前无人值班，没有可交接的班次。
bot-duty-not-yours = 只有值班人员或可管理服务器的人可以交班。
bot-duty-already = 此人已在值班。
bot-duty-bot = 机器人不能值班。请选择一个人。
bot-duty-form-title = 交班
bot-duty-to-label = 交给谁（至本班结束）
bot-test-posted-title = 测试提醒已发布
bot-test-posted = 我可以查看该频道、发送消息、嵌入链接、阅读历史并提及身份组。
bot-test-faults-title = 提醒将无法完整送达
bot-test-not-posted = 测试提醒未能发布。
bot-test-refused = 测试提醒未能发布：{ $error }。
bot-test-missing = 缺少权限：{ $permission }。请在该频道授予我的身份组。
bot-test-role-to-mention = 要提及的身份组
bot-test-role-to-escalate = 后备身份组
bot-test-role-closed = 我无权提及此身份组：{ $role }。请在“服务器设置”的“身份组”（Server Settings, Roles）中允许任何人提及它。
bot-test-role-gone = 此身份组已不存在：{ $role }。请用 /alerts edit 另选一个。
bot-events-on-title = 服务器活动：已开启
bot-events-on = { $count ->
        [0] 即将举行的峰会都没有确切日期。日期确定后会创建活动。
       *[other] { $count }个峰会将成为本服务器的活动，并随日历更新。
    }
bot-events-off-title = 服务器活动：已关闭
bot-events-off = 我在此创建的活动正在删除，其他活动不受影响。
bot-events-none = 我在此没有维护活动。/alerts events turn:on 可开启。
bot-events-permission = 我缺少“创建活动”（Create Events）权限。请在“服务器设置”的“身份组”中授予我的身份组，然后重试。
bot-test-role-missed = 上一条提醒未通知到整个身份组：有成员不在该子区中。请将其加入，或改用频道。

# Tours.
bot-tour-not-yours = 这是别人的导览。请用 /onboard start 开始您自己的导览。
bot-tour-title = 您的导览
bot-tour-thread = 您的子区已就绪
bot-tour-open = 打开
bot-tour-direct = 导览将在您的私信中继续。
bot-tour-thread-title = { $name } 的导览
