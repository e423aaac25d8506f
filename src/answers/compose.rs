//! Which passages make an answer, and in which order: as much as a phone shows at once, what holds now before what held in 2019.

use std::ops::Range;

use super::asked_time::AskedTime;
use super::index::Index;
use super::passage::{PassageKind, Subject};
use super::question::ParsedQuery;
use super::rank::Ranking;
use crate::knowledge::Actor;

/// Most characters of an answer, without its sources.
const MAX_CHARACTERS: usize = 900;
/// What the date of a statement takes of that.
const OF_DATE: usize = 18;
/// Most statements of an answer.
const MAX_PASSAGES: usize = 5;
/// The place of the statement of the other time: late, but not so late that nothing of it is left.
const PLACE_OF_OTHER_TIME: usize = 3;
/// How much less likely than the best a passage may be to stand beside it: the logarithm.
const MAX_BEHIND: f32 = 6.0;
/// How much less likely the newest of a page may be to lead in place of an older one.
const MAX_RELATED: f32 = 5.0;
const DAYS_OF_A_YEAR: i32 = 365;
/// The year of the analysis that the knowledge begins with.
const ANALYSIS: i16 = 2019;
/// Most words, beside names, of a question that sets two pages side by side without asking for anything of them.
const MAX_BARE: usize = 1;
/// The same of one that says that it compares, or that names China and Russia.
const MAX_COMPARED: usize = 2;

/// The places of the passages of an answer that `best` answers best, in the order in which they are shown.
pub(super) fn composed(
    index: &Index,
    asked: &ParsedQuery,
    ranking: &Ranking,
    best: usize,
) -> Vec<usize> {
    let composer = Composer {
        index,
        asked,
        ranking,
    };
    let wanted = composer
        .side_by_side(best)
        .or_else(|| composer.by_actor(best))
        .unwrap_or_else(|| composer.by_page(best));
    composer.with_a_source(wanted)
}

struct Composer<'c> {
    index: &'c Index,
    asked: &'c ParsedQuery,
    ranking: &'c Ranking,
}

impl Composer<'_> {
    /// Two pages that the question names, in turns: their summaries if it asks nothing else of them, then what answers best.
    fn side_by_side(&self, best: usize) -> Option<Vec<usize>> {
        let mut pages = self.named_pages();
        let own = self.page(best);
        if pages.len() < 2 || !pages.contains(&own) {
            return None;
        }
        let asked_for = self.asked.content_terms.len();
        let is_bare = asked_for <= MAX_BARE || self.asked.compares && asked_for <= MAX_COMPARED;
        if !is_bare {
            pages.sort_by_key(|page| *page != own);
        }
        let mut turns: Vec<_> = pages
            .into_iter()
            .map(|page| self.best_of_page(page, is_bare).into_iter())
            .collect();
        let mut wanted = Vec::new();
        while wanted.len() < MAX_PASSAGES {
            let round: Vec<usize> = turns.iter_mut().filter_map(Iterator::next).collect();
            if round.is_empty() {
                break;
            }
            wanted.extend(round);
        }
        Some(wanted)
    }

    /// What a page says, its lead first; its summary before that, if it is wanted.
    fn best_of_page(&self, page: usize, with_summary: bool) -> Vec<usize> {
        let range = self.index.search.range(page);
        let summary = self.summary(range.clone()).filter(|_| with_summary);
        let Some(best) = self.ranking.best_of(range.clone()) else {
            return Vec::new();
        };
        let first = summary.into_iter().chain([self.lead(best, range.clone())]);
        let mut wanted: Vec<usize> = first.collect();
        wanted.dedup();
        let rest = self.by_rank(range.filter(|at| self.leads(*at)));
        wanted.extend(
            rest.into_iter()
                .filter(|at| self.kind(*at) != PassageKind::Summary),
        );
        wanted
    }

    /// China and Russia on one page: what each says now, then what each said in 2019; before that what they say together, if that
    /// answers best and no comparison is asked for.
    fn by_actor(&self, best: usize) -> Option<Vec<usize>> {
        let actors = &self.asked.actors;
        let are_both = actors.contains(&Actor::China) && actors.contains(&Actor::Russia)
            || actors.contains(&Actor::Joint);
        let passages = &self.index.search.passages;
        let is_of_one = |at: usize| {
            let of = passages[at].actors;
            of.is_only(Actor::China) || of.is_only(Actor::Russia)
        };
        let asks_for_each = self.asked.compares
            || is_of_one(best)
            || self.asked.content_terms.len() <= MAX_COMPARED;
        if !are_both || !asks_for_each {
            return None;
        }
        let range = self.index.search.range(self.page(best));
        let of = |actor: Actor, is_old: bool| {
            let own = range
                .clone()
                .filter(|at| passages[*at].actors.is_only(actor));
            self.ranking
                .best_of(own.filter(|at| self.is_old(*at) == is_old))
        };
        let is_past = self.asked.time == AskedTime::Then;
        let mut each: Vec<usize> = [is_past, !is_past]
            .into_iter()
            .flat_map(|is_old| [of(Actor::China, is_old), of(Actor::Russia, is_old)])
            .flatten()
            .collect();
        if each.len() < 2 {
            return None;
        }
        let by_page = self.by_page(best);
        let lead = by_page[0];
        if !self.asked.compares && !each.contains(&best) {
            each.retain(|at| *at != lead);
            each.insert(0, lead);
        }
        let rest = by_page.into_iter().filter(|at| !each.contains(at));
        let rest: Vec<usize> = rest.collect();
        each.extend(rest);
        Some(each)
    }

    /// What leads, more of its page, and one of the other time.
    fn by_page(&self, best: usize) -> Vec<usize> {
        let range = self.index.search.range(self.page(best));
        let lead = self.lead(best, range.clone());
        let is_beside = |at: &usize| {
            *at != lead
                && self.kind(*at) != PassageKind::Summary
                && self.ranking.behind(*at, best) <= MAX_BEHIND
        };
        let mut wanted = vec![lead];
        wanted.extend(self.by_rank(range.filter(is_beside)));
        let is_of_other_time = |at: &usize| self.is_old(*at) != self.is_old(lead);
        let other = wanted.iter().position(is_of_other_time);
        if let Some(place) = other.filter(|place| *place > PLACE_OF_OTHER_TIME) {
            let at = wanted.remove(place);
            wanted.insert(PLACE_OF_OTHER_TIME, at);
        }
        wanted
    }

    /// What an answer begins with: the best, but what holds now where nothing asks for the past, the summary where nothing but a
    /// name is asked, and never what is not known.
    fn lead(&self, best: usize, page: Range<usize>) -> usize {
        let summary = self.summary(page.clone());
        if let Some(summary) = summary.filter(|_| self.asked.is_bare()) {
            return summary;
        }
        let asks_for_past = self.asked.time == AskedTime::Then;
        let is_good = |at: &usize| self.leads(*at) && (asks_for_past || !self.is_old(*at));
        let good = || self.ranking.best_of(page.clone().filter(is_good));
        let leads = || {
            self.ranking
                .best_of(page.clone().filter(|at| self.leads(*at)))
        };
        let first = Some(best).filter(is_good).or_else(good);
        let first = first.or_else(leads).unwrap_or(best);
        let newest = || self.newest_related(first, page.clone());
        (!asks_for_past).then(newest).flatten().unwrap_or(first)
    }

    /// What came more than a year after `best` and answers nearly as well: it may have put an end to what the question takes for
    /// granted.
    fn newest_related(&self, best: usize, page: Range<usize>) -> Option<usize> {
        let last_day = |at: usize| self.index.search.passages[at].last_day;
        let is_related = |at: &usize| {
            self.leads(*at)
                && self.kind(*at) != PassageKind::Summary
                && self.ranking.behind(*at, best) <= MAX_RELATED
                && last_day(*at) > last_day(best) + DAYS_OF_A_YEAR
        };
        let related = self.by_rank(page.filter(is_related)).into_iter();
        // Of the same day the first.
        related.rev().max_by_key(|at| last_day(*at))
    }

    /// Whether it says something: what is not known does not.
    fn leads(&self, at: usize) -> bool {
        self.kind(at) != PassageKind::Gap
    }

    /// Whether it is of the analysis of 2019.
    fn is_old(&self, at: usize) -> bool {
        self.index.search.passages[at].year <= ANALYSIS
    }

    /// The places of the pages of hotspots and organizations that the question names.
    fn named_pages(&self) -> Vec<usize> {
        let is_topic =
            |page: &&Subject| matches!(page, Subject::Hotspot(_) | Subject::Organization(_));
        let topics = self.asked.subjects.iter().filter(is_topic);
        topics
            .filter_map(|page| self.index.search.place(page))
            .collect()
    }

    fn by_rank(&self, places: impl Iterator<Item = usize>) -> Vec<usize> {
        self.ranking.first_of(places, usize::MAX)
    }

    /// The first of `wanted` that fit together; the first of all in any case.
    fn within_bounds(&self, wanted: Vec<usize>) -> Vec<usize> {
        let mut left = MAX_CHARACTERS;
        let mut chosen: Vec<usize> = Vec::new();
        for at in wanted {
            let length = self.length(at);
            let has_room = chosen.is_empty() || chosen.len() < MAX_PASSAGES && length <= left;
            if has_room && !chosen.contains(&at) {
                left = left.saturating_sub(length);
                chosen.push(at);
            }
        }
        chosen
    }

    /// The same with a statement in place of the last summary, if there is nothing but summaries: these rest on the statements of
    /// their pages, which have the sources.
    fn with_a_source(&self, wanted: Vec<usize>) -> Vec<usize> {
        let chosen = self.within_bounds(wanted.clone());
        let is_summary = |at: usize| self.kind(at) == PassageKind::Summary;
        let Some(last) = chosen
            .last()
            .filter(|_| chosen.iter().all(|at| is_summary(*at)))
        else {
            return chosen;
        };
        let stands_for_last = |at: usize| !is_summary(at) && self.page(at) == self.page(*last);
        let statement = wanted.into_iter().find(|at| stands_for_last(*at));
        let kept = if chosen.len() > 1 {
            chosen.len() - 1
        } else {
            1
        };
        let kept = chosen.iter().take(kept).copied();
        self.within_bounds(kept.chain(statement).collect())
    }

    /// How many characters a passage takes.
    fn length(&self, at: usize) -> usize {
        let Some(passage) = self.index.passage(at) else {
            return 0;
        };
        let label = passage.entry.label.map_or(0, |label| label.chars().count());
        passage.entry.text.chars().count() + label + OF_DATE
    }

    fn summary(&self, mut page: Range<usize>) -> Option<usize> {
        page.find(|at| self.kind(*at) == PassageKind::Summary)
    }

    fn kind(&self, at: usize) -> PassageKind {
        self.index.search.passages[at].kind
    }

    fn page(&self, at: usize) -> usize {
        self.index.search.passages[at].page as usize
    }
}
