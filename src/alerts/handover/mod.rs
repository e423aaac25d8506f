//! What the next shift has to know, on one page: asked for by `/handover`, or posted by itself at the hours that a
//! subscription names. *Take over* signs it; what follows begins where the signed one ends.
//!
//! [`span`] is what it covers, [`report`] what stands on it, [`lines`] how each line reads, [`page`] the whole within Discord's
//! limits, [`facts`] what is new in the knowledge.

pub(super) mod facts;
mod lines;
mod page;
mod report;
mod span;

use jiff::{SignedDuration, Timestamp};

use self::report::Report;
use self::span::Span;
use super::{AckRefusal, AlertService, Post};
use crate::reply::{AlertAction, Audience, Button, ButtonState, CustomId, Page, Reply, Taken};
use crate::store::{Alert, SignedHandover, StoreError, Subscription};
use crate::text::{Locale, text};

/// How far back an alert may have been posted that nobody has acknowledged: the longest lead, a year.
const OPEN: SignedDuration = SignedDuration::from_hours(24 * 366);

/// What came of a press on *Take over*.
#[derive(Debug, Clone, PartialEq)]
pub enum TakeOver {
    /// It is signed. The message says so from now on, and shows what there was at that moment.
    Signed(Box<Reply>),
    /// Somebody signed it before, here or on another page; for whoever pressed alone.
    Before(Box<Reply>),
    /// It is no longer on record.
    Declined(AckRefusal),
}

impl AlertService {
    /// What a server's next shift has to know, in the language of `locale`.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn handover(&self, guild: u64, locale: Locale) -> Result<Reply, StoreError> {
        let last = self.store.last_signed_handover(guild, Timestamp::MAX);
        let span = Span::since(last.await?, self.now());
        let (_, page, has_subscriptions) = self.handover_page(guild, span, locale).await?;
        if !has_subscriptions {
            return Ok(Reply::of(page));
        }
        let signed = span.signed_before();
        Ok(with_button(page, CustomId::TakeOver { signed }))
    }

    /// Signs the handover that follows the server's first `signed` ones, for `user`.
    ///
    /// # Errors
    /// The database cannot be reached. Whether it is signed is then said by the next press.
    pub async fn take_over(
        &self,
        guild: u64,
        signed: u32,
        user: u64,
        locale: Locale,
    ) -> Result<TakeOver, StoreError> {
        let last = self.store.signed_handover(guild, signed).await?;
        let press = CustomId::TakeOver { signed };
        self.sign(guild, last, user, press, (locale, locale)).await
    }

    /// Signs the handover that was posted as the alert of this id, for `user`.
    ///
    /// # Errors
    /// The database cannot be reached. Whether it is signed is then said by the next press.
    pub async fn take_over_posted(
        &self,
        id: &str,
        user: u64,
        locale: Locale,
    ) -> Result<TakeOver, StoreError> {
        self.reconciler.ready().await?;
        let unknown = TakeOver::Declined(AckRefusal::NotOnRecord);
        let Some(alert) = self.store.alert(id).await? else {
            return Ok(unknown);
        };
        let Some(subscription) = self.subscription(&alert.spec.subscription_id).await? else {
            return Ok(unknown);
        };
        let Some(guild) = subscription.guild_id else {
            return Ok(unknown);
        };
        let made_at = alert.last_attempt_at.unwrap_or(alert.spec.due_at);
        let last = self.store.last_signed_handover(guild, made_at).await?;
        let press = CustomId::Alert {
            id: id.to_owned(),
            act: AlertAction::TakeOver,
        };
        let of_server = self.locale_of(&subscription).await;
        let locales = (of_server, locale);
        self.sign(guild, last, user, press, locales).await
    }

    /// The message of a handover that a subscription of this server asked for.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(super) async fn handover_post(
        &self,
        alert: &Alert,
        guild: u64,
        subscription: &Subscription,
    ) -> Result<Post, StoreError> {
        let last = self.store.last_signed_handover(guild, Timestamp::MAX);
        let span = Span::since(last.await?, self.now());
        let locale = self.locale_of(subscription).await;
        let (headline, page, _) = self.handover_page(guild, span, locale).await?;
        let id = &alert.spec.id;
        let press = CustomId::Alert {
            id: id.clone(),
            act: AlertAction::TakeOver,
        };
        Ok(Post {
            delivery: id.clone(),
            headline,
            notified: Vec::new(),
            in_reply_to: None,
            reply: with_button(page, press),
        })
    }

    /// Signs what follows `last`. `locales`: of the message, and of whoever pressed.
    async fn sign(
        &self,
        guild: u64,
        last: Option<SignedHandover>,
        user: u64,
        press: CustomId,
        locales: (Locale, Locale),
    ) -> Result<TakeOver, StoreError> {
        let span = Span::since(last, self.now());
        let signature = span.signature(user);
        if let Some(earlier) = self.store.sign_handover(guild, &signature).await? {
            return Ok(TakeOver::Before(Box::new(taken_before(
                &earlier, locales.1,
            ))));
        }
        let signed = Span {
            signed: Some(signature),
            ..span
        };
        let (_, page, _) = self.handover_page(guild, signed, locales.0).await?;
        let mut reply = with_button(page, press);
        for button in reply.buttons.iter_mut().flatten() {
            *button = button.clone().off_unless(false);
        }
        Ok(TakeOver::Signed(Box::new(reply)))
    }

    /// The headline and the page of what a span covers, and whether the server has subscriptions.
    async fn handover_page(
        &self,
        guild: u64,
        span: Span,
        locale: Locale,
    ) -> Result<(String, Page, bool), StoreError> {
        let subscriptions = self.subscriptions(guild).await?;
        let posted_since = span.until.saturating_sub(OPEN).unwrap_or(span.until);
        let alerts = self
            .store
            .alerts_of_guild(guild, posted_since, span.ahead())
            .await?;
        let new_facts = self.store.facts_since(span.from).await?;
        let report = Report {
            guild,
            span,
            subscriptions: &subscriptions,
            alerts: &alerts,
            new_facts: &new_facts,
            knowledge: &self.library.current(),
            day_starts_at: self.settings.day_starts_at,
            locale,
        };
        let (headline, page) = report.page();
        Ok((headline, page, !subscriptions.is_empty()))
    }
}

/// Below the page the button that signs it. It stays once it is pressed: a message of the outbox is known by it.
fn with_button(page: Page, press: CustomId) -> Reply {
    let button = Button {
        label: text!(page.locale, "alerts-handover-take-over-button"),
        press,
        state: ButtonState::Open,
    };
    Reply::of(page).with_row(vec![button])
}

/// For whoever pressed too late.
fn taken_before(earlier: &SignedHandover, locale: Locale) -> Reply {
    let page = Page {
        locale,
        title: text!(locale, "alerts-handover-title"),
        taken: Some(Taken {
            how: text!(locale, "alerts-handover-taken-over"),
            by: earlier.signed_by,
            at: earlier.signed_at,
            after: String::new(),
        }),
        lead: text!(locale, "alerts-handover-taken-before"),
        ..Page::default()
    };
    Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    }
}
