# Что видят читатели по-русски. К читателю обращаемся на «вы».

## dates

dates-month = { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    }
dates-month-of-day = { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
dates-month-short = { $month ->
        [1] янв.
        [2] февр.
        [3] март
        [4] апр.
        [5] май
        [6] июнь
        [7] июль
        [8] авг.
        [9] сент.
        [10] окт.
        [11] нояб.
       *[12] дек.
    }
dates-month-short-of-day = { $month ->
        [1] янв.
        [2] февр.
        [3] марта
        [4] апр.
        [5] мая
        [6] июня
        [7] июля
        [8] авг.
        [9] сент.
        [10] окт.
        [11] нояб.
       *[12] дек.
    }
dates-weekday-short = { $weekday ->
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
        [6] сб
       *[7] вс
    }
dates-day-of-month = { $day } { $month } { $year } г.
dates-month-of-year = { $month } { $year } г.
dates-year = { $year } г.
dates-days-of-month = { $day_from }–{ $day_to } { $month } { $year } г.
dates-days-of-months = { $day_from } { $month_from } – { $day_to } { $month_to } { $year } г.
dates-months-of-year = { $month_from } – { $month_to } { $year } г.
dates-years = { $from }–{ $to } гг.
dates-from-to = { $from } – { $to }
dates-with-time = { $date }, { $time }
dates-today = сегодня
dates-tomorrow = завтра
dates-length = { $unit ->
        [second] { $count ->
            [one] { $count } секунда
            [few] { $count } секунды
           *[other] { $count } секунд
        }
        [minute] { $count ->
            [one] { $count } минута
            [few] { $count } минуты
           *[other] { $count } минут
        }
        [hour] { $count ->
            [one] { $count } час
            [few] { $count } часа
           *[other] { $count } часов
        }
        [day] { $count ->
            [one] { $count } день
            [few] { $count } дня
           *[other] { $count } дней
        }
        [week] { $count ->
            [one] { $count } неделя
            [few] { $count } недели
           *[other] { $count } недель
        }
        [month] { $count ->
            [one] { $count } месяц
            [few] { $count } месяца
           *[other] { $count } месяцев
        }
       *[year] { $count ->
            [one] { $count } год
            [few] { $count } года
           *[other] { $count } лет
        }
    }
dates-ahead = { $unit ->
        [second] { $count ->
            [one] через { $count } секунду
            [few] через { $count } секунды
           *[other] через { $count } секунд
        }
        [minute] { $count ->
            [one] через { $count } минуту
            [few] через { $count } минуты
           *[other] через { $count } минут
        }
        [hour] { $count ->
            [one] через { $count } час
            [few] через { $count } часа
           *[other] через { $count } часов
        }
        [day] { $count ->
            [one] через { $count } день
            [few] через { $count } дня
           *[other] через { $count } дней
        }
        [week] { $count ->
            [one] через { $count } неделю
            [few] через { $count } недели
           *[other] через { $count } недель
        }
        [month] { $count ->
            [one] через { $count } месяц
            [few] через { $count } месяца
           *[other] через { $count } месяцев
        }
       *[year] { $count ->
            [one] через { $count } год
            [few] через { $count } года
           *[other] через { $count } лет
        }
    }
dates-ago = { $unit ->
        [second] { $count ->
            [one] { $count } секунду назад
            [few] { $count } секунды назад
           *[other] { $count } секунд назад
        }
        [minute] { $count ->
            [one] { $count } минуту назад
            [few] { $count } минуты назад
           *[other] { $count } минут назад
        }
        [hour] { $count ->
            [one] { $count } час назад
            [few] { $count } часа назад
           *[other] { $count } часов назад
        }
        [day] { $count ->
            [one] { $count } день назад
            [few] { $count } дня назад
           *[other] { $count } дней назад
        }
        [week] { $count ->
            [one] { $count } неделю назад
            [few] { $count } недели назад
           *[other] { $count } недель назад
        }
        [month] { $count ->
            [one] { $count } месяц назад
            [few] { $count } месяца назад
           *[other] { $count } месяцев назад
        }
       *[year] { $count ->
            [one] { $count } год назад
            [few] { $count } года назад
           *[other] { $count } лет назад
        }
    }
dates-before = { $unit ->
        [second] { $count ->
            [one] за { $count } секунду до начала
            [few] за { $count } секунды до начала
           *[other] за { $count } секунд до начала
        }
        [minute] { $count ->
            [one] за { $count } минуту до начала
            [few] за { $count } минуты до начала
           *[other] за { $count } минут до начала
        }
        [hour] { $count ->
            [one] за { $count } час до начала
            [few] за { $count } часа до начала
           *[other] за { $count } часов до начала
        }
        [day] { $count ->
            [one] за { $count } день до начала
            [few] за { $count } дня до начала
           *[other] за { $count } дней до начала
        }
        [week] { $count ->
            [one] за { $count } неделю до начала
            [few] за { $count } недели до начала
           *[other] за { $count } недель до начала
        }
        [month] { $count ->
            [one] за { $count } месяц до начала
            [few] за { $count } месяца до начала
           *[other] за { $count } месяцев до начала
        }
       *[year] { $count ->
            [one] за { $count } год до начала
            [few] за { $count } года до начала
           *[other] за { $count } лет до начала
        }
    }

## reply

reply-report-button = Сообщить об ошибке
reply-remind-button = Напомнить мне
reply-more = … и ещё { $count }
reply-about = примерно { $date }
reply-unconfirmed = (не подтверждено)
reply-more-sources = { $sources }, ещё { $count }
reply-sources = Источники: { $sources }
# What somebody did, and who: “Acknowledged by @Lena”.
reply-by = { $how } – { $by }
reply-somebody = кто-то

## pages

pages-newest-footer = Последний факт: { $newest } · факты на английском
pages-newest-until-footer = Последний факт: { $newest } · сведения по { $until } · факты на английском
pages-until-footer = Сведения по { $until } · факты на английском
pages-stale = Данным { $age } ({ $newest }) – проверьте перед использованием
pages-warning-about = { $what }. { $warning }
pages-gone = Страница { $page } удалена после публикации этого сообщения. Текущий список – /hotspots.
pages-page-of = Страница { $page } из { $pages }
pages-back-button = ◀ Назад
pages-next-button = Далее ▶
pages-list = { $first }, { $next }
pages-in-brackets = { $what } ({ $note })
pages-labelled = { $what }: { $rest }
# Verdicts on Chinese and Russian conduct, measured by U.S. aims. They stand alone, after a colon and in brackets.
pages-stance-aligned = в русле
pages-stance-partly = частично в русле
pages-stance-opposed = вразрез
pages-stance-unclear = неясно
pages-stance-heading = По отношению к целям США: { $stance }
pages-china-button = Китай
pages-russia-button = Россия
pages-actor-joint = Китай и Россия
pages-actor-us = США
pages-actor-other = Другие
pages-status-confirmed = подтверждён
pages-status-announced = объявлен
pages-status-expected = ожидается
pages-status-held = состоялся
pages-status-cancelled = отменён
pages-class-members = Члены
pages-class-partners = Партнёры
pages-class-observers = Наблюдатели
pages-class-guests = Гости
pages-region-global = Весь мир
pages-region-east-asia = Восточная Азия
pages-region-southeast-asia = Юго-Восточная Азия
pages-region-central-and-south-asia = Центральная и Южная Азия
pages-region-middle-east = Ближний Восток
pages-region-africa = Африка
pages-region-europe = Европа
pages-region-arctic = Арктика
pages-region-americas = Америка
pages-region-elsewhere = Прочее
# /hotspots
pages-hotspots-title = Горячие точки
pages-organizations-heading = Организации
pages-hotspots-lead = Горячих точек: { $hotspots }, организаций: { $organizations }. В скобках: как действия Китая и России соотносятся с целями США.
pages-open-page-placeholder = Открыть страницу…
# /issue and /timeline
pages-overview-button = Обзор
pages-timeline-button = Хронология
pages-terms-button = Термины
pages-sources-button = Источники
pages-more-button = Ещё
pages-sources-lead = A: правительство, ООН, информагентство или крупное СМИ. B: небольшое или государственное СМИ, перепечатка. C: дайджест или блог; если других источников нет, ставится пометка «не подтверждено».
pages-together-heading = Вместе
pages-latest-heading = Последние события
pages-next-summit-heading = Ближайший саммит
pages-not-known-heading = Неизвестно
pages-nothing-about-china = Сведений о Китае здесь нет.
pages-nothing-about-russia = Сведений о России здесь нет.
pages-no-events-since = Событий с этой даты нет: { $since }
pages-events-since = Начиная с: { $since }, сначала новые.
pages-no-events = Датированных событий нет.
pages-newest-first = Сначала новые.
pages-no-terms = Для этой страницы терминов нет. Все термины – /glossary.
pages-chair-heading = Председательство
pages-chair-inferred = { $chair } (следует из очерёдности; источники этого не указывают)
pages-founded = Дата основания: { $date }
pages-seat = Штаб-квартира: { $seat }.
pages-nothing-more = Других сведений нет.
pages-source-missing = { $id } больше нет в sources.toml
pages-untitled = без названия
# /aligned_with_us
pages-alignment-title = Китай, Россия и цели США
pages-oldest-verdict = Самая давняя оценка. { $warning }
pages-verdicts-lead = Оценки: в русле { $aligned }, частично в русле { $partly }, вразрез { $opposed }, неясно { $unclear }. Обоснования – по кнопке с оценкой или «Далее».
pages-verdict-lead = Оценка: { $stance }.
pages-no-verdict-lead = Сейчас такой оценки нет ни у одной горячей точки: { $stance }.
pages-no-verdict-now-lead = Сейчас такой оценки нет ни у одной горячей точки: { $stance }. Ранее: { $earlier }.
pages-earlier-verdict = { $line } (ранее { $stance }, { $date })
pages-all-button = Все
pages-aligned-button = В русле
pages-partly-button = Частично
pages-opposed-button = Вразрез
pages-unclear-button = Неясно
# /compare and /glossary
pages-compare-title = { $first } и { $second }
pages-latest-cell = последнее событие
pages-nothing = Сведений нет.
pages-also = Также: { $names }
pages-all-terms-button = Все термины
pages-glossary-title = Глоссарий
pages-glossary-footer = /glossary term: показывает один термин · факты на английском
# /summits and /summit
pages-summits-title = Саммиты
pages-no-summits = Саммитов нет.
pages-venue-days = даты – по месту проведения
pages-open-summit-placeholder = Открыть саммит…
pages-no-date = дата неизвестна
pages-dates-and-place = { $dates }, { $place }
pages-was-planned = планировался: { $dates }; не подтверждено
pages-summit-statement = { $line }. { $to_watch }
pages-dates = Даты
pages-begins = Начало
pages-where = Место
pages-zone = Часовой пояс
pages-status = Статус
pages-to-watch = На что обратить внимание
pages-members-button = Участники: { $series }
pages-all-summits-button = Все саммиты
# What a typed name or a message leads to
pages-no-such-page-title = Такой страницы нет
pages-no-such-term-title = Такого термина нет
pages-no-such-summit-title = Такого саммита нет
pages-assumed = Ваш запрос: «{ $asked }». Показано: { $name }.
pages-assumed-of-several = Ваш запрос: «{ $asked }». Показано: { $name } (всего найдено: { $count }).
pages-nothing-near = Здесь нет ничего с названием «{ $asked }». Ниже — самое близкое; всё есть в /hotspots и /glossary.
pages-nothing-listed = Здесь нет ничего с названием «{ $asked }». Вот все страницы.
pages-nothing-term = Здесь нет ничего с названием «{ $asked }». Все термины — в /glossary.
pages-nothing-summit = Здесь нет ничего с названием «{ $asked }». Ниже — ближайшие саммиты; все — в /summits.
pages-knowledge-is-empty = База знаний пуста.
pages-nothing-to-look-up-title = Искать нечего
pages-nothing-to-look-up = В этом сообщении не названы ни горячие точки, ни организации. Их список – /hotspots.
pages-topics-title = Темы этого сообщения
pages-topic-in-brief = По отношению к целям США: { $stance }. Последний факт: { $newest }
pages-an-organization = Организация.

## answers

answers-quoted = «{ $text }»
answers-continuing = Продолжение: { $topic }
answers-continuing-with = Продолжение: { $topic } → { $own }
answers-members = { $class } – { $organization } ({ $count })
answers-chair = Председательство – { $organization }
answers-not-spoken-of = О «{ $name }» самих по себе на моих страницах ничего нет. Это относится к теме «{ $page }»:
answers-not-found-title = На моих страницах этого нет
answers-not-found = Мои страницы посвящены Китаю и России в горячих точках мира, их организациям и саммитам. Ближайшие темы – ниже. Ваш вопрос будет передан редакторам без указания имени.
answers-not-found-until = Мои страницы посвящены Китаю и России в горячих точках мира, их организациям и саммитам (сведения по { $until }). Ближайшие темы – ниже. Ваш вопрос будет передан редакторам без указания имени.
answers-newer = { $warning }. На странице «{ $page }» есть более новое: { $newest }
answers-reworded-footer = Пересказ – { $model }, сверено со страницами

## conversation

# Hello, thanks, and the like.
conversation-hello-title = Что вы хотите узнать?
conversation-hello = Спросите своими словами, например «кто поддерживает Мадуро?», «это противоречит интересам США?» или «когда следующий саммит ШОС?». Я отвечаю только по своим страницам, с датами и источниками. Их список – /hotspots.
conversation-thanks-title = Пожалуйста
conversation-thanks = Обращайтесь в любое время. /feedback сообщит редакторам, что неверно или чего не хватает.
conversation-goodbye-title = До следующего раза
conversation-goodbye = Обращайтесь, когда понадобится горячая точка или саммит.
conversation-about-title = Я бот
conversation-about = Программа, которая отвечает только по своим страницам, с датами и источниками. Спросите «кто поддерживает Мадуро?» или «что ты умеешь?».
conversation-reaction-title = Принято
conversation-reaction = Что найти? Спросите, например, «чего Россия хочет в Сирии?». 👍 и 👎 под ответом доходят до редакторов.
conversation-nonsense-title = Вопроса здесь не видно
conversation-nonsense = Назовите горячую точку, организацию или саммит, например «Венесуэла» или «когда следующий саммит ШОС?». Список – /hotspots.
conversation-chatter-title = Это лучше знают коллеги
conversation-chatter = Я знаю только свои страницы. Спросите «кто поддерживает Мадуро?» или «что нового?»; список страниц – /hotspots.
conversation-age-title = Насколько свежи факты
conversation-age = Последний факт – от { $end }; страницы опираются на { $sources ->
        [one] { $sources } источник
        [few] { $sources } источника
       *[many] { $sources } источников
    }. У каждого утверждения указаны дата и источник, а если факты устарели, страница об этом предупреждает.
conversation-age-none = Факты ещё не загружены. Оператор бота узнает причину командой `attache check`.
conversation-new-title = Что нового
conversation-new-none = Датированных фактов ещё нет. Оператор бота узнает причину командой `attache check`.

# What the bot can do.
conversation-help-title = Что я умею
conversation-help = Отвечаю по страницам с источниками о том, где Китай и Россия действуют вместе. Упомяните меня и спросите своими словами или используйте команду.
conversation-help-look-heading = Найти сведения
conversation-help-issue = горячая точка: кто чего хочет, где действуют вместе, что нового
conversation-help-aligned = где их цели сходятся с целями Вашингтона, а где нет
conversation-help-summits = что предстоит, в вашем часовом поясе
conversation-help-remind = личное сообщение вам перед саммитом
conversation-help-ask = вопрос своими словами; можно уточнить, например «а Россия?»
conversation-help-onboard = обзор для новичков, с короткими вопросами
conversation-help-feedback = сообщить редакторам об ошибке
conversation-help-manage-heading = Для управляющих этим сервером
conversation-help-alerts-add = оповещать канал перед саммитами
conversation-help-alerts-list = что настроено и что дальше
conversation-help-alerts-test = отправить пробное и проверить мои права
conversation-help-language = закрепить язык этого сервера
conversation-help-hotspots-button = Все горячие точки
conversation-set-up-button = Настроить оповещения

## tours

tours-next-button = Далее ▶
tours-question-button = К вопросу
tours-stop-button = Остановить
tours-finish-button = Завершить ▶
tours-begin-button = Начать ▶
tours-continue-button = Продолжить
tours-start-over-button = Начать заново
tours-start-button = Начать: { $track }
tours-back-button = Вернуться к обзору
tours-page-button = ◀ Назад к странице
tours-next-question-button = Следующий вопрос ▶ (ждут: { $count })
tours-progress = { $bar } { $at } из { $of }
tours-together = Вместе
tours-us-aims = Цели США: { $stance }
tours-latest = Последнее
tours-chair = Председательство
tours-terms-heading = Термины
# Под страницей, где оформление на русском, а сведения на английском.
tours-in-english = Сведения и вопросы на английском языке
tours-question-title = { $topic }: вопрос
tours-right-title = Верно
tours-wrong-title = Не совсем так
tours-correct-answer = Правильный ответ: { $letter }
tours-your-answer = Ваш ответ: { $letter }
tours-why = Почему
tours-returns = Этот вопрос вернётся { $day }
tours-learned-now = Усвоено: этот вопрос больше не вернётся.
tours-welcome-title = Добро пожаловать: { $track }
tours-welcome-steps = { $count ->
        [one] { $count } короткий шаг
        [few] { $count } коротких шага
       *[other] { $count } коротких шагов
    }, в каждом по одному вопросу. Остановиться можно в любой момент; /onboard continue продолжит с того же места.
tours-welcome-reviews = Вопросы, на которые вы ответили неверно, вернутся через несколько дней: не больше одного сообщения в день, в { $time }. /onboard stop отключает их.
tours-same-title = Вы уже проходите этот обзор
tours-other-title = Вы проходите другой обзор: { $track }
tours-offer = Продолжить с того же места или начать { $track }?
tours-finished-title = Обзор завершён: { $track }
tours-questions = Вопросы
tours-missed-questions = Вопросы на повторение
tours-what-next = Что дальше
tours-what-next-advice = /onboard start предлагает другие обзоры. Любую страницу откроет /issue, а /ask ответит на вопрос своими словами.
tours-stopped-title = Обзор остановлен
tours-stopped = Вопросов больше не будет. Ваш прогресс сохранён: /onboard continue продолжит с того же места.
tours-score = верно: { $right }, неверно: { $wrong }
tours-score-sentence = { $score }.
tours-none-open = Открытых нет.
tours-open-stopped = Открыто: { $count }; повторение остановлено. /onboard continue возобновит его.
tours-open-paused = Открыто: { $count }; повторение приостановлено: { $reason }. /onboard continue возобновит его.
tours-open-next = Открыто: { $count }; следующий – { $when }.
tours-open-unscheduled = Открыто: { $count }; ничего не назначено.
tours-learned = Усвоено: { $count }.
tours-reason-unanswered = { $count ->
        [one] { $count } вопрос подряд остался без ответа
        [few] { $count } вопроса подряд остались без ответа
       *[other] { $count } вопросов подряд остались без ответа
    }
tours-reason-unknown = причина неизвестна
tours-local-time = { $weekday }, { $day }, { $time } ({ $zone })
tours-review-time = { $time } ({ $zone })
tours-your-tour-title = Ваш обзор
tours-your-time = Ваше время: { $time }
tours-mention-in = в
tours-mention-taken-by = проходит
tours-nobody = Здесь ещё никто не начинал обзор.
tours-on-this-server = На этом сервере
tours-last-on = последняя активность: { $day }
tours-unavailable = сейчас недоступен
tours-finished = завершён
tours-stopped-at = остановлен: { $topic }
tours-at = сейчас: { $topic }
tours-try-again-title = Повторение: { $topic }
tours-waiting = { $count ->
        [0] Других вопросов нет
        [one] Ждёт ещё { $count } вопрос
        [few] Ждут ещё { $count } вопроса
       *[other] Ждут ещё { $count } вопросов
    }
tours-stop-ends-this = /onboard stop отключает это
tours-none-waiting-title = Вопросов на повторение нет
tours-refused-stopped = Вы остановили обзор. /onboard continue продолжит с того же места.
tours-refused-not-started = Вы ещё не начинали обзор. Начните с /onboard start.
tours-refused-no-track = Ваш обзор сейчас недоступен. Попробуйте позже или выберите другой: /onboard start.
tours-refused-time = «{ $given }» – не время суток. Попробуйте 09:00 или 18:30.
tours-refused-zone = Часовой пояс «{ $given }» неизвестен. Укажите название IANA, например Europe/Brussels.
tours-refused-zone-near = Часовой пояс «{ $given }» неизвестен. Возможно, вы имели в виду { $nearest }? Укажите название IANA, например Europe/Brussels.
tours-refused-zone-not-a-place = «{ $given }» – не место, а когда переводят часы, зависит от места. Укажите место, например { $places }.
tours-refused-no-tracks = Сейчас обзоров нет. Редакторы добавляют их в knowledge/onboarding/.
tours-refused-unknown-track = Обзора «{ $given }» нет. Выберите один из них: { $tracks }.

## alerts

alerts-acknowledge-button = Подтвердить
alerts-snooze-button = Через 1 ч
alerts-snooze-quarter-button = Через 15 мин
alerts-snooze-morning-button = В 08:00
alerts-details-button = Подробнее
alerts-acknowledged = Подтверждено
alerts-snoozed-until = Отложено до { $at }
alerts-snoozed-quiet = Отложено до { $at } (тихие часы)
alerts-taken-after = через { $length }
alerts-refused-too-soon = Саммит начнётся { $ahead }, раньше повторного оповещения.
alerts-refused-begun = Саммит уже начался, откладывать нечего.
alerts-refused-acknowledge = Нажмите «Подтвердить».
alerts-refused-not-on-record = Это оповещение больше не хранится, поэтому никто не отмечен ответственным.
alerts-before = до начала: { $lead }
alerts-headline = { $summit } – { $countdown }
alerts-has-begun = уже начался
alerts-not-acknowledged-title = Не подтверждено: { $summit }
alerts-moved-title = Перенос: { $summit }
alerts-changed-title = Изменение: { $summit }
alerts-moved-unknown = дата не известна
alerts-cancelled-title = Отмена: { $summit }
alerts-removed-title = Больше нет в календаре: { $summit }
alerts-is-back-title = Снова в календаре: { $summit }
alerts-back = Повтор отложенного оповещения.
alerts-back-from = Повтор: отложено пользователем { $user }.
alerts-acknowledge-by = Подтвердите { $by }.
alerts-acknowledge-by-then = Подтвердите { $by }, затем { $then }.
alerts-take-over = Никто не подтвердил оповещение выше. Пожалуйста, возьмите его на себя.
alerts-take-over-within = Никто не подтвердил оповещение выше (срок: { $length }). Пожалуйста, возьмите его на себя.
alerts-call-number = Вызов { $number } из { $count }
alerts-call-repeat = Повтор { $number } из { $count }
alerts-called-before = уже вызваны:
alerts-call-next = Далее
alerts-call-again = ещё раз, не более { $count ->
        [one] { $count } раза
       *[other] { $count } раз
    } и только до начала саммита
alerts-call-last = Это последний вызов; больше никого не вызовут.
alerts-whoever-is-on-duty = дежурный
alerts-was-on-duty = дежурный
alerts-new-date = Новая дата: { $dates }.
alerts-new-date-was = Новая дата: { $dates } (было: { $old }).
alerts-new-place-was = Новое место: { $place } (было: { $old }).
alerts-place-unknown = не известно
alerts-new-status-was = Новый статус: { $status } (было: { $old }).
alerts-date-unknown = не известна
alerts-was-planned = Оповещений больше не будет (саммит планировался на { $dates }).
alerts-no-more = Оповещений больше не будет.
alerts-cancelled = Отменён
alerts-cancelled-was = Отменён (планировался: { $old })
alerts-removed = Больше нет в календаре.
alerts-is-back = Снова в календаре.
alerts-unchanged = Ничего не изменилось.
alerts-removed-advice = Об отмене не сообщалось; спросите редакторов. Оповещений больше не будет.
alerts-removed-was-planned = Саммит планировался на { $dates }. Об отмене не сообщалось; спросите редакторов. Оповещений больше не будет.
alerts-of-summit = { $summit }: { $what }
alerts-when = Когда
alerts-when-hour = { $moment } ({ $dates }, { $offset })
alerts-when-day = { $dates }, час неизвестен
alerts-where = Где
alerts-status-as-of = { $status }, по состоянию на { $date }
# Рядом с текстом о саммите, который на английском.
alerts-to-watch = За чем следить (на английском)
alerts-today-hour-unknown = сегодня (час неизвестен)
alerts-tomorrow = завтра
alerts-calendar-unreadable = Календарь не читается; здесь то, что было запланировано.
alerts-late = С опозданием: срок был { $at }.
alerts-offline = Бот был недоступен: { $span }.
alerts-summit-begun = Саммит уже начался.
alerts-missed-title = Пропущенные оповещения
alerts-missed = Вы пропустили { $count ->
        [one] { $count } оповещение
        [few] { $count } оповещения
       *[other] { $count } оповещений
    }
alerts-missed-offline = Бот был недоступен: { $span }. { $missed }:
alerts-missed-late = С опозданием: срок первого был { $at }. { $missed }:
alerts-missed-beginnings = Начало этих саммитов вы пропустили.
alerts-ahead-title = Предстоящие саммиты
alerts-ahead = Ещё впереди: { $count ->
        [one] { $count } саммит
        [few] { $count } саммита
       *[other] { $count } саммитов
    }
alerts-ahead-sentence = { $ahead }.
alerts-digest-title = Предстоящая неделя
alerts-digest-headline = Предстоящая неделя: { $count ->
        [0] саммитов нет
        [one] { $count } саммит
        [few] { $count } саммита
       *[other] { $count } саммитов
    }
alerts-calendar-incomplete = Часть календаря не читается: некоторых саммитов здесь может не быть.
alerts-digest-empty = Не известно ни об одном саммите, который начался бы в ближайшие семь дней.
alerts-notice-title = Оповещения для канала { $channel } приостановлены
alerts-notice-advice = /alerts test покажет, чего не хватает, /alerts resume возобновит их.
alerts-reason = { $reason ->
        [acknowledged_in_time] подтверждено вовремя
        [nobody_on_duty] никто не дежурил
        [date_changed] дата саммита изменилась
        [date_changed_again] дата снова изменилась
        [summit_cancelled] саммит отменён
        [summit_held] саммит уже состоялся
        [not_in_calendar] саммита больше нет в календаре
        [not_subscribed] саммит больше не входит в подписку
        [subscription_changed] подписка изменена
        [subscription_removed] подписка удалена
        [no_longer_in_settings] подписки больше нет в настройках
        [recipient_forgotten] получатель удалил свои данные
        [later_handover] подошло время следующей передачи смены
        [subscription_paused] подписка была приостановлена
        [not_posted_in_time] не отправлено вовремя
        [rejected_by_discord] Discord отклонил сообщение
        [channel_unavailable] канала больше нет или он закрыт для бота
        [refused_for_now] Discord пока всё отклоняет
        [timed_out] у бота тайм-аут на сервере
        [deleted_since] отправлено, затем удалено в канале
        [defect] сбой в самом attache; подробности в журнале оператора
        [may_be_posted] Discord не подтвердил отправку, а бот не может проверить историю канала (право «Читать историю сообщений»)
        [role_missed_in_thread] у роли есть участники, которых нет в ветке: их не уведомили
        [ambiguous] Discord не подтвердил отправку
       *[rate_limited] Discord просит подождать
    }
alerts-reason-last-attempt = { $reason }; последняя попытка: { $detail }
alerts-paused-bot-removed = бот удалён с сервера
alerts-paused-not-in-settings = больше нет в настройках
alerts-kind = { $kind ->
        [moved] перенос
        [cancelled] отмена
        [removed] удаление из календаря
        [back] снова в календаре
        [escalation] вызов замены
        [snooze] отложено
        [digest] сводка
        [handover] передача смены
       *[owner_notice] сообщение ответственному
    }
alerts-state = { $state ->
        [planned] запланировано
        [posted] отправлено
        [missed] пропущено
        [failed] не отправлено
       *[withdrawn] отозвано
    }
alerts-handover-title = Передача смены
alerts-handover-due-heading = В ближайшие 24 часа
alerts-handover-open-heading = Не подтверждено
alerts-handover-open-signed-heading = Не подтверждено, передано
alerts-handover-failed-heading = Не отправлено
alerts-handover-taken-heading = Принято
alerts-handover-under-way-heading = Идут сейчас
alerts-handover-moved-heading = Перенесено или отменено
alerts-handover-facts-heading = Новые факты
alerts-handover-paused-heading = Приостановлено
alerts-handover-no-subscriptions = На этом сервере нет подписок. /alerts add создаст первую.
alerts-handover-all-clear = Всё спокойно: всё подтверждено, в ближайшие 24 часа ничего нет, ничего нового.
alerts-handover-summit = { $summit }, { $what }
alerts-handover-moved = { $summit }: { $from } → { $to }
alerts-handover-cancelled = { $summit }: отменён
alerts-handover-removed = { $summit }: больше нет в календаре
alerts-handover-changed = изменились место или статус
alerts-handover-digest = Сводка недели
alerts-handover-notice = Сообщение о сбое подписки
alerts-handover-reason = { $what }: { $reason }
alerts-handover-since = С последней передачи смены
alerts-handover-since-a-week = Последние 7 дней; смену в последний раз приняли
alerts-handover-first = Последние 12 часов; здесь ещё никто не принимал смену
alerts-handover-take-over-button = Принять смену
alerts-handover-taken-over = Смена принята
alerts-handover-taken-before = /handover покажет, что произошло с тех пор.
alerts-handover-headline = Передача смены: { $what }
alerts-handover-open-count = не подтверждено: { $count }
alerts-handover-failed-count = не отправлено: { $count }
alerts-handover-due-count = в ближайшие 24 ч: { $count }
alerts-handover-nothing-open = всё подтверждено
alerts-handover-begun = { $what } (саммит уже начался)
alerts-handover-taken = { $what }: принято ({ $length })
alerts-handover-snoozed = { $what }: отложено ({ $length })
alerts-handover-several = { $what } и ещё { $count }
alerts-handover-chair = Председатель: { $chair }
alerts-list-before = { $summits }: до начала – { $leads }
alerts-list-zone = часовой пояс { $zone }
alerts-list-acknowledge = срок подтверждения: { $within }
alerts-list-acknowledge-alone = срок подтверждения: { $within }, иначе останется открытым в /handover
alerts-list-call-again = последний вызов повторяется через { $every }
alerts-list-on-duty = через { $after } – дежурный
alerts-list-calls-in-quiet = вызовы и в тихие часы
alerts-list-quiet = тихие часы { $hours }
alerts-list-digest = сводка { $day ->
        [monday] по понедельникам
        [tuesday] по вторникам
        [wednesday] по средам
        [thursday] по четвергам
        [friday] по пятницам
        [saturday] по субботам
       *[sunday] по воскресеньям
    } в { $time }
alerts-list-publish = публикуется подписчикам канала
alerts-list-handover = передача смены в { $hours }
alerts-list-and = { $first }; { $then }
alerts-list-line = { $wanted }. { $standing }
alerts-list-next = следующее оповещение:
alerts-list-none-left = Оповещений больше нет: предстоящих саммитов нет
alerts-list-none-yet = Оповещений пока нет: { $summit } – точная дата не известна
alerts-list-too-late = Оповещений больше нет: все заданные сроки до начала прошли – { $summit }
alerts-list-cancelled = Оповещений нет: { $summit } – отменён
alerts-list-begun = Оповещений нет: { $summit } – уже начался
alerts-list-over = Оповещений нет: { $summit } – дата прошла
alerts-list-paused = Приостановлена; /alerts resume возобновит
alerts-list-paused-because = Приостановлена: { $reason }; /alerts resume возобновит
alerts-list-removed = Удалена
alerts-list-all-summits = все саммиты
alerts-mention-in = в
alerts-mention-to = для
alerts-mention-role = упоминает
alerts-mention-then = затем
alerts-mention-after = через { $after }
alerts-mention-paused-by = кем приостановлена:
alerts-mention-taken-by = кем подтверждено:
alerts-mention-by = кем:
alerts-mention-ends = закончится
alerts-mention-from = С
alerts-mention-to-moment = до
alerts-mention-snoozed-by = кем отложено:
alerts-mention-until = до
alerts-mention-escalated-to = передано
alerts-mention-snoozed-until = отложено до
alerts-mention-acknowledged = подтверждено
alerts-mention-asked-by = по запросу
alerts-mention-would = оповещение упомянуло бы
alerts-trial-title = Проверка оповещений: { $summits }
alerts-trial-headline = Проверка оповещений
alerts-trial = Это проверка; никакой саммит сейчас не начинается.
alerts-trial-subscription = Подписка { $id }
alerts-fate-summit = { $summit }, { $kind }
alerts-fate-posted = отправлено
alerts-fate-ended = { $state } ({ $reason })
alerts-fate-not-tried = попыток ещё не было
alerts-fate-attempt = { $outcome },
alerts-fate-attempts = попыток: { $count }
alerts-fate-due = срок
alerts-message-link = сообщение
alerts-event-no-place = Будет объявлено
alerts-event-hour-unknown = Час пока неизвестен.
alerts-events-on-title = События сервера: { $summits }
alerts-events-off-title = События сервера: выключены
alerts-events-being-deleted = { $count ->
        [one] Осталось удалить { $count } событие.
        [few] Осталось удалить { $count } события.
       *[many] Осталось удалить { $count } событий.
    }
alerts-events-none = Событий пока нет.
alerts-events-next = { $count ->
        [one] { $count } событие
        [few] { $count } события
       *[many] { $count } событий
    }; ближайшее: { $next }
alerts-events-begun = { $count ->
        [one] Создаётся ещё { $count }.
        [few] Создаются ещё { $count }.
       *[many] Создаются ещё { $count }.
    }
alerts-events-left-out = { $count ->
        [one] { $count } саммит остался без события
        [few] { $count } саммита остались без события
       *[many] { $count } саммитов остались без события
    }: Discord разрешает 100 событий на сервер, оставлены ближайшие.
alerts-events-dismissed = { $count ->
        [one] { $count } событие удалили здесь, оно не создаётся заново
        [few] { $count } события удалили здесь, они не создаются заново
       *[many] { $count } событий удалили здесь, они не создаются заново
    }; /alerts events turn:on создаст их снова.
alerts-events-undated = { $count ->
        [one] У { $count } саммита ещё нет точной даты.
        [few] У { $count } саммитов ещё нет точной даты.
       *[many] У { $count } саммитов ещё нет точной даты.
    }
alerts-events-rejected = Discord отклоняет { $name }: { $detail }
alerts-events-paused-permission = Приостановлено: мне не хватает права «Создание событий» (Create Events). Выдайте его моей роли в разделе «Настройки сервера», «Роли»; я повторю попытку в течение часа.
alerts-events-paused = Приостановлено: { $detail }. Я повторю попытку в течение часа.
alerts-duty-title = Дежурство: { $rota }
alerts-duty-now = Дежурит
alerts-duty-until = До
alerts-duty-next = Далее
alerts-duty-nobody = никто
alerts-duty-role = вызывают:
alerts-duty-handed-over-by = смену сдал
alerts-duty-hand-over-button = Сдать смену
alerts-refused-too-many = На этом сервере подписок: { $most }, больше быть не может. Сначала удалите одну.
alerts-refused-twin = У этого канала уже есть такая подписка, { $id }. Измените её командой /alerts edit.
alerts-refused-of-settings = Подписка { $id } задана в настройках бота; изменить её там может тот, кто управляет ботом. /alerts pause работает и здесь.
alerts-refused-no-summit = Укажите хотя бы один саммит или `all`.
alerts-refused-no-rota = На этом сервере нет графика дежурств, поэтому дежурного нет. Его может задать тот, кто запускает бота.
alerts-refused-unknown-summit = Нет организации, серии или саммита с названием `{ $name }`. Выберите из списка.
alerts-refused-unknown-summit-near = Нет организации, серии или саммита с названием `{ $name }`. Возможно, вы имели в виду `{ $nearest }`?
alerts-refused-no-lead = Укажите хотя бы один срок до саммита, например `7d`.
alerts-refused-too-many-leads = Не больше десяти сроков до саммита; вы указали { $given }.
# A person's reminders.
alerts-remind-set-title = Напоминание установлено
alerts-remind-changed-title = Напоминание изменено
alerts-remind-resumed-title = Ваши напоминания возобновлены
alerts-remind-kept-title = Это напоминание у вас уже есть
alerts-remind-passed = уже прошло
alerts-remind-no-day = Дата ещё не известна. Когда она станет известна, вы получите личное сообщение за это время до начала: { $leads }.
alerts-remind-footer = Личным сообщением; также при переносе или отмене. Список – /remind.
alerts-remind-remove-button = Удалить
alerts-remind-remove-one-button = Удалить: { $summit }
alerts-remind-resume-button = Возобновить
alerts-remind-list-title = Ваши напоминания
alerts-remind-list = Когда придёт следующее личное сообщение и все сроки до саммита, которые вы выбрали.
alerts-remind-list-empty-title = Напоминаний нет
alerts-remind-list-empty = Нажмите «Напомнить мне» под саммитом или введите /remind summit.
alerts-remind-list-before = до начала: { $leads }
alerts-remind-list-no-day = до начала: { $leads }, когда станет известна дата
alerts-remind-list-none-left = сообщений до начала больше не будет
alerts-remind-list-paused = до начала: { $leads }; приостановлено
alerts-remind-paused = Приостановлено: мои личные сообщения до вас не доходят ({ $detail }). В меню общего с ботом сервера откройте настройки конфиденциальности и разрешите личные сообщения, затем нажмите «Возобновить».
alerts-remind-removed-title = Удалено: { $summit }
alerts-remind-refused-no-summit = Этого саммита больше нет в календаре. Предстоящие саммиты показывает /summits.
alerts-remind-refused-cancelled = Этот саммит отменён. Предстоящие саммиты показывает /summits.
alerts-remind-refused-over = Этот саммит завершён, или его дата уже прошла. Предстоящие саммиты показывает /summits.
alerts-remind-refused-begun = Этот саммит уже начался. Предстоящие саммиты показывает /summits.
alerts-remind-refused-passed = Начало { $ahead }, выбранные сроки уже прошли. Укажите срок короче, например /remind before:10m.
alerts-remind-refused-too-many = У вас уже { $most } напоминаний, больше нельзя. Сначала удалите одно через /remind.

## config

config-not-a-lead = `{ $given }` – не промежуток времени; напишите, например, `30d`, `7d`, `1d`, `2h` или `30m`, не больше года.
config-not-a-clock-time = `{ $given }` – не время суток; напишите, например, `09:00`.
config-not-quiet-hours = `{ $given }` – не промежуток между двумя часами; напишите, например, `22:00-06:00`.
config-not-a-weekly-time = `{ $given }` – не время недели; напишите, например, `monday 08:00`.
config-unknown-zone = Часового пояса `{ $zone }` нет. Укажите название IANA, например `Europe/Brussels`.
config-unknown-zone-near = Часового пояса `{ $zone }` нет. Возможно, вы имели в виду `{ $nearest }`?
config-zone-not-a-place = `{ $zone }` – не место, а когда переводят часы, зависит от места. Укажите место, например { $places }.
config-escalation-without-deadline = Для роли замены нужен срок подтверждения: укажите «срок», например `30m`.
config-too-many-handovers = Не больше шести передач смены в день; вы указали { $given }.
config-deadline-without-escalation = Для срока подтверждения нужно, кого вызвать: укажите «замена» или «вызовы» вместо обоих.
config-escalation-twice = Укажите либо «вызовы», либо «срок» и «замена».
config-escalation-order = Каждый вызов должен быть позже предыдущего; `{ $after }` – не позже.
config-escalation-too-long = Вызовов подряд может быть не более { $most }; вы указали { $given }.
config-repeat-without-escalation = Некого вызывать повторно: укажите «вызовы».
config-repeat-too-often = Вызов повторяется не раньше чем через `1m`, а не через `{ $given }`.

## bot

bot-broken-title = Произошёл сбой
bot-broken = Вы здесь ни при чём. Повторите попытку через минуту. Если сбой повторится, сообщите оператору бота этот код: { $reference }
bot-busy-title = Сейчас слишком много запросов
bot-busy = Вы здесь ни при чём, и ничего не изменилось. Повторите попытку через мгновение.
bot-button-old = Эта кнопка – от прежней версии бота. Повторите запрос командой /issue.
bot-command-unknown = Этой команды у бота больше нет. Перезагрузите Discord, чтобы увидеть доступные.
bot-command-outdated = Эта команда только что изменилась. Перезагрузите Discord и введите её снова.
bot-interaction-unknown = Бот не знает, как обработать этот запрос. /help покажет, что он умеет.

# Messages to the bot.
bot-message-no-history = Мне недоступна история этого канала, поэтому я не могу ответить здесь на сообщение. Выдайте моей роли право «Читать историю сообщений» (Read Message History).
bot-message-role-title = Упомяните меня, а не мою роль
bot-message-role = Discord скрывает ваш текст, когда упомянута только моя роль. /ask работает везде.
bot-message-withheld-title = Мне не видно, что вы написали
bot-message-withheld = Discord показывает мне только сообщения, где я упомянут. /ask работает везде.
bot-message-mention = Спросите ещё раз, упомянув
bot-message-wordless-title = Я читаю только текст
bot-message-wordless = В этом сообщении нет слов. Напишите, что вы хотите узнать.
bot-message-too-many-title = Слишком много сразу
bot-message-too-many = Вопросы приходят быстрее, чем здесь можно ответить. Спросите снова через минуту; тем временем работает /ask.
bot-message-too-many-here-title = Слишком много вопросов сразу
bot-message-too-many-here = Отвечаю лишь на часть, чтобы не задерживать оповещения. Тем временем работает /ask.

# Pages.
bot-look-up-no-text-title = Здесь нет текста для поиска
bot-look-up-no-text = Я читаю только текст: сообщения, встроенный контент, опросы, пересланное и описания изображений. На вопрос ответит /ask.
bot-compare-organization = { $id } – это организация; сравнивать можно только горячие точки. /issue откроет её страницу.
bot-date-unknown = Дата «{ $given }» непонятна. Попробуйте 2025, июнь 2025, 17 июня 2025, в прошлом году или 2 недели назад.
bot-date-ambiguous = «{ $given }» – это { $day } или { $month }? Напишите { $iso_day } или { $iso_month }.
bot-no-such-series = Организации или серии с таким названием нет. Выберите из списка: { $series }.
bot-alert-summit-gone = Этого саммита больше нет в календаре.

# Beside a name while it is being typed.
bot-hint-in-days = { $days ->
        [0] сегодня
        [1] завтра
        [one] через { $days } день
        [few] через { $days } дня
       *[many] через { $days } дней
    }
bot-hint-under-way = идёт сейчас
bot-hint-undated = даты пока нет
bot-hint-past = прошёл: { $date }
bot-hint-cancelled = отменён
bot-hint-everything = все саммиты
bot-hint-every-summit = все её саммиты

# Rating an answer.
bot-rating-too-old-title = Слишком старый ответ для оценки
bot-rating-too-old = Спросите снова и оцените новый ответ.
bot-rating-thanks-title = Спасибо! (анонимно)
bot-rating-form-title = Почему ответ не помог?
bot-rating-reason-label = Что не так с ответом?
bot-rating-remark-label = Что добавить?
bot-rating-remark-hint = Необязательно. Редакторы увидят это без вашего имени.
bot-rating-page = Он не с той страницы
bot-rating-fact = Факт в нём неверен или устарел
bot-rating-unknown = Надо было сказать, что ответа нет
bot-rating-note-title = 👎 под ответом

# Feedback.
bot-feedback-no-channel = У бота пока нет канала редакторов, поэтому замечание никто не получит. Оператор бота задаёт его как editors_channel в разделе [discord] файла config/attache.toml.
bot-feedback-title = Замечание
bot-feedback-on-title = Замечание: { $name }
bot-feedback-kind-label = О чём речь?
bot-feedback-wrong = Что-то неверно
bot-feedback-outdated = Что-то устарело
bot-feedback-missing = Чего-то не хватает
bot-feedback-other = Другое
bot-feedback-text-label = Что неверно и как правильно?
bot-feedback-text-hint = Редакторы увидят это вместе с вашим именем.
bot-feedback-placeholder = Поможет источник: ссылка, издание, дата.
bot-feedback-empty = В вашем замечании нет текста. Напишите, что неверно, и отправьте его снова.
bot-feedback-thanks-title = Спасибо
bot-feedback-thanks = Редакторы получили ваше замечание.
bot-feedback-your-text = Ваш текст

# Privacy.
bot-privacy-title = Что о вас хранится
bot-privacy-nothing = Сейчас о вас ничего не хранится.
bot-privacy-lead = В файле – всё, что хранится. Кнопка «Удалить всё» сотрёт эти данные; подписки останутся, так как принадлежат своим каналам, а оповещение останется подтверждённым, но без вашего имени.
bot-privacy-questions = Вопросы
bot-privacy-questions-text = { $channels ->
        [0] ничего; ваш последний вопрос в канале хранится четверть часа
        [one] ваш последний вопрос в { $channels } канале, четверть часа
        [few] ваш последний вопрос в { $channels } каналах, четверть часа
       *[many] ваш последний вопрос в { $channels } каналах, четверть часа
    }
bot-privacy-tour = Обзор
bot-privacy-tour-nothing = ничего
bot-privacy-tour-text = { $tracks ->
        [0] ни одного маршрута
        [one] { $tracks } маршрут
        [few] { $tracks } маршрута
       *[many] { $tracks } маршрутов
    }, { $missed ->
        [0] ни одного вопроса на повторение
        [one] { $missed } вопрос на повторение
        [few] { $missed } вопроса на повторение
       *[many] { $missed } вопросов на повторение
    }, ваш часовой пояс, ваш язык и время повторения
bot-privacy-alerts = Оповещения
bot-privacy-alerts-text = вы { $acknowledged ->
        [0] не подтвердили и не отложили ни одного
        [one] подтвердили или отложили { $acknowledged } оповещение
        [few] подтвердили или отложили { $acknowledged } оповещения
       *[many] подтвердили или отложили { $acknowledged } оповещений
    }, { $subscriptions ->
        [0] не создали и не приостановили ни одной подписки
        [one] создали или приостановили { $subscriptions } подписку
        [few] создали или приостановили { $subscriptions } подписки
       *[many] создали или приостановили { $subscriptions } подписок
    }, { $handovers ->
        [0] не приняли ни одной смены
        [one] приняли { $handovers } смену
        [few] приняли { $handovers } смены
       *[many] приняли { $handovers } смен
    }
bot-privacy-reminders = Напоминания
bot-privacy-reminders-text = { $count ->
        [0] нет
        [one] { $count } саммит, о котором вам приходят личные сообщения, и ваш язык
        [few] { $count } саммита, о которых вам приходят личные сообщения, и ваш язык
       *[other] { $count } саммитов, о которых вам приходят личные сообщения, и ваш язык
    }
bot-privacy-calls = Вызовы
bot-privacy-calls-text = { $called ->
        [0] ни одна подписка вас не вызывает
        [one] { $called } подписка вызывает вас
        [few] { $called } подписки вызывают вас
       *[other] { $called } подписок вызывают вас
    }, если никто не подтвердил; { $shifts ->
        [0] нет смен, которые сдали
        [one] { $shifts } смена, которую сдали
        [few] { $shifts } смены, которые сдали
       *[other] { $shifts } смен, которые сдали
    } вы или вам
bot-privacy-editors = Для редакторов
bot-privacy-editors-text = вопросы и оценки с их причинами хранятся без вашего имени; ваши замечания публикуются в канале редакторов вместе с именем
bot-privacy-delete-button = Удалить всё
bot-privacy-not-yours = Эта кнопка предназначена не вам. /attache privacy покажет, что хранится о вас.
bot-privacy-deleted-title = Удалено
bot-privacy-deleted = О вас больше ничего не хранится. Обзор, повторения и напоминания на этом завершены.

# Status, language, reload.
bot-status-title = Состояние
bot-status-knowledge = База знаний
bot-status-facts = Горячих точек: { $hotspots }, организаций: { $organizations }, терминов: { $terms }, источников: { $sources }. Факты по { $end }
bot-status-in-use = Используется с
bot-status-folder = Папка
bot-status-watching = { $watching ->
        [off] не отслеживается, так задано в настройках; /attache reload перечитает её
        [on] отслеживается: сохранённый файл сразу в работе
        [gone] исчезла, ничего не отслеживается; прочитанное действует, пока она не вернётся
       *[refused] не отслеживается: система отказывает; перечитывается каждые 30 секунд
    }
bot-status-running = Работает с
bot-status-version = Версия
bot-status-background = Фоновые задачи
bot-status-tasks-run = { $tasks } – всё работает исправно
bot-status-task-failed = { $task }: сбой, попытка повторяется; причина – в журнале
bot-status-tried = последняя попытка
bot-status-to-fix = Нужно исправить
bot-status-not-in-use = новые файлы не используются; действует прежняя версия
bot-status-read = прочитаны
bot-status-questions = Вопросы
bot-status-no-database = База данных не отвечает.
bot-status-question-counts = { $asked ->
        [0] на этом сервере не задано ни одного
        [one] на этом сервере задан { $asked }
        [few] на этом сервере задано { $asked }
       *[many] на этом сервере задано { $asked }
    }; { $unanswered ->
        [0] без ответа не остался ни один
        [one] без ответа остался { $unanswered }
        [few] без ответа остались { $unanswered }
       *[many] без ответа остались { $unanswered }
    }
bot-status-unanswered = { $count ->
        [0] На каждый вопрос нашёлся ответ, или вопросов ещё не было.
        [one] Без ответа остался { $count } вопрос; посмотреть: attache gaps в терминале.
        [few] Без ответа остались { $count } вопроса; список: attache gaps в терминале.
       *[many] Без ответа остались { $count } вопросов; список: attache gaps в терминале.
    }
bot-status-gap = «{ $question }», { $times ->
        [one] { $times } раз
        [few] { $times } раза
       *[many] { $times } раз
    }, { $outcome }
bot-status-gap-open = без ответа
bot-status-gap-rated = ответ со страницы { $page } не помог
bot-language-title = Язык
bot-language-fixed = Теперь на этом сервере бот говорит по-русски. Факты остаются на языке своих источников.
bot-language-reader = Теперь бот отвечает каждому на языке его Discord. Оповещения – на английском.
bot-language-no-server = Язык закрепляется за сервером. Используйте /attache language на сервере.
bot-language-managers = Закрепить язык могут только управляющие сервером. Для вас действует язык, выбранный в Discord.
bot-reload-managers = Перечитать базу знаний могут только управляющие сервером. Сохранённые файлы и так подхватываются в течение секунды.
bot-reload-unchanged-title = Перечитывать нечего
bot-reload-unchanged = Эти файлы уже используются.
bot-reload-done-title = База знаний перечитана
bot-reload-done = Используются новые файлы.
bot-reload-failed-title = База знаний не перечитана
bot-reload-failed = Действует прежняя версия. Нужно исправить:

# A server that has just installed the bot.
bot-welcome-title = Attaché к вашим услугам
bot-welcome = Я знаю, где Китай и Россия действуют вместе и с каких пор: у каждого утверждения есть дата и источник. Могу напоминать этому серверу о саммитах до их начала.
bot-welcome-footer = Настроить оповещения могут управляющие сервером · остальное – /help
bot-help-button = Что умеет бот?
bot-set-up-button = Настроить оповещения
bot-set-up-title = Настроить оповещения
bot-set-up-summits-label = Какие саммиты?
bot-set-up-all-option = Все саммиты
bot-set-up-before-label = За сколько до начала?
bot-set-up-days = { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
bot-set-up-hours = { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
bot-set-up-minutes = { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
bot-set-up-channel-label = В каком канале?
bot-set-up-channel-hint = Мне нужно видеть его, писать в нём, встраивать ссылки и читать историю.
bot-set-up-role-label = Кого упоминать?
bot-set-up-role-hint = Роль тех, кто на дежурстве; если не указать – никого.
bot-set-up-zone-label = В каком часовом поясе?
bot-set-up-zone-hint = Другой можно задать командой /alerts edit.
bot-set-up-missing = Указано не всё. Выберите саммиты, за сколько до начала оповещать, и канал.
bot-set-up-test-button = Отправить пробное

# Help on watch.
bot-help-watch-heading = На дежурстве
bot-help-handover = для следующей смены: скоро, не подтверждено, сбой, перенос
bot-help-duty = кто дежурит и кто следующий
bot-help-acknowledge-label = Подтвердить
bot-help-acknowledge = кнопка под оповещением, иначе вызовут замену; «Напомнить» – отложить

# Alerts.
bot-remind-which-summit = Какой саммит? Выберите его в `summit`.
bot-alerts-no-server = Оповещения публикуются в каналах сервера. Используйте /alerts на сервере.
bot-alerts-not-installed = Бот не добавлен на этот сервер, поэтому публиковать здесь ничего нельзя. Попросите управляющих сервером добавить его.
bot-alerts-managers = Видеть и менять оповещения могут только управляющие сервером. /summits покажет, что предстоит.
bot-alerts-managers-or-role = Видеть и менять оповещения могут только управляющие сервером и участники с ролью оповещений. /summits покажет, что предстоит.
bot-alerts-no-such = Подписки «{ $id }» на этом сервере нет. /alerts list покажет имеющиеся.
bot-alerts-planned = { $count ->
        [0] Ничего не запланировано
        [one] Запланировано { $count } оповещение
        [few] Запланировано { $count } оповещения
       *[many] Запланировано { $count } оповещений
    }
bot-alerts-added-title = Подписка оформлена
bot-alerts-changed-title = Подписка изменена
bot-alerts-none-title = Подписок нет
bot-alerts-none = Ни один канал этого сервера не получает оповещений о саммитах. Добавьте подписку: /alerts add.
bot-alerts-list-title = Подписки
bot-alerts-paused-title = Подписка приостановлена
bot-alerts-paused-before-title = Подписка уже приостановлена
bot-alerts-paused = { $name }. Оповещения, пропущенные за время паузы, потом не приходят. /alerts resume возобновит подписку.
bot-alerts-resumed-title = Подписка возобновлена
bot-alerts-not-paused-title = Подписка не приостановлена
bot-alerts-removed-title = Подписка удалена
bot-alerts-removed = { $name }. Оповещений по ней больше не будет.
bot-alerts-no-history = Срок первого оповещения ещё не наступил.
bot-alerts-summit-near = Саммита с названием «{ $given }» нет. Возможно, вы имели в виду { $title }?
bot-alerts-summit-unknown = Нет организации, серии или саммита с названием «{ $given }». Напишите `all` или одно из названий: { $series }.
bot-handover-no-server = Передача смены касается оповещений сервера. Используйте /handover на сервере.
bot-channel-hidden = Мне не виден этот канал. Выдайте там моей роли право «Просматривать канал» (View Channel) или выберите другой канал.
bot-channel-elsewhere = Этот канал – не с этого сервера. Выберите текстовый канал этого сервера.
bot-channel-not-for-text = В этом канале нельзя публиковать сообщения. Выберите текстовый канал, канал с объявлениями или ветку.
bot-channel-lacks = В этом канале мне не хватает прав: { $permissions }. Выдайте их там моей роли и повторите попытку.
bot-channel-not-announcement = Публиковать можно только сообщения канала объявлений. Выберите такой канал или не указывайте publish.
bot-channel-not-now-title = Пока я не могу там писать
bot-channel-timed-out-until = У меня тайм-аут на этом сервере до
bot-channel-timed-out = Модератор может снять его раньше. Оповещения, чей срок наступит до этого, подождут.
bot-channel-thread-locked = Эта ветка закрыта. Откройте её или выдайте моей роли право «Управлять ветками» (Manage Threads).
bot-channel-thread-archived = Эта ветка закрыта и в архиве. Верните её или выдайте моей роли право «Управлять ветками» (Manage Threads).
bot-role-everyone = Оповещения никогда не упоминают всех сразу. Выберите роль тех, кто на дежурстве.
bot-role-not-mentionable = Мне нельзя упоминать эту роль. Разрешите всем упоминать её в разделе «Настройки сервера», «Роли» (Server Settings, Roles) или выдайте моей роли в этом канале право «Упоминание @everyone, @here и всех ролей» (Mention @everyone, @here and All Roles).
bot-role-elsewhere = Этой роли нет на этом сервере. Выберите роль этого сервера.
bot-escalation-empty = Укажите, кого вызвать, например 10m @backup.
bot-escalation-nobody = В `{ $piece }` никто не упомянут. Напишите срок, затем @ и выберите роль или человека из списка Discord.
bot-escalation-user-elsewhere = Пользователя { $user }, которого нужно вызвать, нет на этом сервере. Выберите того, кто здесь есть.
bot-duty-no-server = График дежурств есть у сервера. Используйте /duty там.
bot-duty-no-rota = На этом сервере нет графика дежурств. Его может задать тот, кто запускает бота.
bot-duty-not-here = Этого человека нет на сервере, вызвать его здесь нельзя.
bot-duty-nobody = Сейчас никто не дежурит, сдавать нечего.
bot-duty-not-yours = Сдать смену может только дежурный или тот, кто управляет сервером.
bot-duty-already = Этот человек уже дежурит.
bot-duty-bot = Бот не может дежурить. Выберите человека.
bot-duty-form-title = Сдать смену
bot-duty-to-label = Кому, до конца смены
bot-test-posted-title = Пробное оповещение отправлено
bot-test-posted = Я могу видеть канал, писать в нём, встраивать ссылки, читать историю и упоминать роли.
bot-test-faults-title = Оповещения дойдут не полностью
bot-test-not-posted = Пробное оповещение не отправлено.
bot-test-refused = Пробное оповещение не отправлено: { $error }.
bot-test-missing = Не хватает права: { $permission }. Выдайте его моей роли в этом канале.
bot-test-role-to-mention = роль для упоминания
bot-test-role-to-escalate = роль замены
bot-test-role-closed = Мне нельзя упоминать эту роль: { $role }. Разрешите всем упоминать её в разделе «Настройки сервера», «Роли» (Server Settings, Roles).
bot-test-role-gone = Этой роли больше нет: { $role }. Выберите другую командой /alerts edit.
bot-events-on-title = События сервера: включены
bot-events-on = { $count ->
        [0] Ни у одного предстоящего саммита нет точной даты. События появятся, когда она станет известна.
        [one] { $count } саммит станет событием этого сервера и будет следовать календарю.
        [few] { $count } саммита станут событиями этого сервера и будут следовать календарю.
       *[many] { $count } саммитов станут событиями этого сервера и будут следовать календарю.
    }
bot-events-off-title = События сервера: выключены
bot-events-off = События, которые создал я, удаляются. Все остальные остаются.
bot-events-none = Я не веду здесь событий. Включить: /alerts events turn:on.
bot-events-permission = Мне не хватает права «Создание событий» (Create Events). Выдайте его моей роли в разделе «Настройки сервера», «Роли» и повторите попытку.
bot-test-role-missed = Последнее оповещение дошло не до всей роли: некоторых участников нет в ветке. Добавьте их или выберите канал.

# Tours.
bot-tour-not-yours = Это чужой обзор. Начните свой командой /onboard start.
bot-tour-title = Ваш обзор
bot-tour-thread = Ваша ветка готова
bot-tour-open = открыть
bot-tour-direct = Продолжение – в ваших личных сообщениях.
bot-tour-thread-title = Обзор: { $name }
