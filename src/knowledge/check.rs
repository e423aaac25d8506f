//! What types and lengths cannot tell: dates that have not come yet, sources and pages that do not exist, names taken twice.

mod summits;
mod tracks;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::names::plain_name;
use super::parsed::{Content, Parsed};
use super::{Hotspot, Organization, Source, Synonym, Term};
use crate::document::{Document, PartialDate, Problem, Step, nearest};

/// Everything wrong with files whose shape is right; `unread` are those whose shape is not.
pub(super) fn check(parsed: &[Parsed<'_>], unread: &BTreeSet<PathBuf>, today: Date) -> Checked {
    let mut check = Check::new(parsed, unread, today);
    for file in parsed {
        match &file.content {
            Content::Hotspot(hotspot) => check.hotspot(&file.document, hotspot),
            Content::Organization(organization) => {
                check.organization(&file.document, organization);
            }
            Content::Summits(summits) => {
                for (id, summit) in &summits.0 {
                    check.summit(&file.document, id, summit);
                }
            }
            Content::Glossary(glossary) => check.terms(&file.document, &glossary.terms),
            Content::Sources(sources) => check.sources(&file.document, &sources.0),
            Content::Synonyms(synonyms) => check.synonyms(&file.document, &synonyms.synonyms),
            Content::Track(track) => check.track(&file.document, track),
        }
    }
    Checked {
        problems: check.problems,
        notes: check.notes,
    }
}

/// What a check came to.
pub(super) struct Checked {
    /// What has to be mended.
    pub problems: Vec<Problem>,
    /// What the editors should look at though nothing is wrong.
    pub notes: Vec<Problem>,
}

struct Check<'p> {
    today: Date,
    /// `None` while `sources.toml` itself is broken: its own problems are enough.
    sources: Option<&'p BTreeMap<String, Source>>,
    /// Every hotspot's id, those of broken files too, and what it is part of.
    hotspots: BTreeMap<&'p str, Option<&'p str>>,
    /// Every organization's id, those of broken files too.
    organizations: BTreeSet<&'p str>,
    /// Every term's name; `None` while `glossary.toml` itself is broken.
    terms: Option<Vec<&'p str>>,
    /// Every summit's id, and the file that claimed it first.
    summits: HashMap<&'p str, &'p Path>,
    /// Every name of a page, in its plain form, and the file that claimed it first.
    claimed: HashMap<String, &'p Path>,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
}

impl<'p> Check<'p> {
    fn new(parsed: &'p [Parsed<'_>], unread: &'p BTreeSet<PathBuf>, today: Date) -> Self {
        let no_sources: &'static BTreeMap<String, Source> = const { &BTreeMap::new() };
        let broken_sources = unread.iter().any(|path| path.ends_with("sources.toml"));
        let mut sources = (!broken_sources).then_some(no_sources);
        let broken_glossary = unread.iter().any(|path| path.ends_with("glossary.toml"));
        let mut terms = (!broken_glossary).then(Vec::new);
        let broken_in = |folder: &'static str| {
            let inside = unread
                .iter()
                .filter(move |path| path.parent().is_some_and(|dir| dir.ends_with(folder)));
            inside.filter_map(|path| path.file_stem()?.to_str())
        };
        let mut hotspots: BTreeMap<&str, Option<&str>> =
            broken_in("hotspots").map(|id| (id, None)).collect();
        let mut organizations: BTreeSet<&str> = broken_in("organizations").collect();
        for file in parsed {
            match &file.content {
                Content::Sources(found) => sources = Some(&found.0),
                Content::Hotspot(hotspot) => {
                    hotspots.insert(&hotspot.id, hotspot.part_of.as_deref());
                }
                Content::Organization(organization) => {
                    organizations.insert(&organization.id);
                }
                Content::Glossary(glossary) => {
                    let names = glossary.terms.iter().map(|term| term.name.as_str());
                    terms = Some(names.collect());
                }
                Content::Summits(_) | Content::Track(_) | Content::Synonyms(_) => {}
            }
        }
        Self {
            today,
            sources,
            hotspots,
            organizations,
            terms,
            summits: HashMap::new(),
            claimed: HashMap::new(),
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn hotspot(&mut self, document: &Document<'p>, hotspot: &Hotspot) {
        let names = [("name", &hotspot.name)];
        self.names(document, &hotspot.id, &names, &hotspot.aliases);
        if let Some(parent) = &hotspot.part_of {
            self.part_of(document, hotspot, parent);
        }
        for (at, position) in hotspot.positions.iter().enumerate() {
            self.statement(
                document,
                ("position", at),
                "as_of",
                position.as_of,
                &position.sources,
            );
        }
        for (at, event) in hotspot.developments.iter().enumerate() {
            self.statement(
                document,
                ("development", at),
                "date",
                event.date,
                &event.sources,
            );
        }
        for (at, verdict) in hotspot.alignments.iter().enumerate() {
            self.statement(
                document,
                ("alignment", at),
                "as_of",
                verdict.as_of,
                &verdict.sources,
            );
        }
        for (at, gap) in hotspot.gaps.iter().enumerate() {
            self.statement(document, ("gap", at), "as_of", gap.as_of, &[]);
        }
        for (at, quiz) in hotspot.quizzes.iter().enumerate() {
            self.statement(document, ("quiz", at), "as_of", quiz.as_of, &quiz.sources);
            if quiz.answer > quiz.choices.len() {
                let path = ["quiz".into(), at.into(), "answer".into()];
                let (answer, last) = (quiz.answer, quiz.choices.len());
                let message = format!("`answer` is {answer}, there are choices 1 to {last}");
                self.problems.push(document.problem(&path, message));
            }
        }
    }

    fn organization(&mut self, document: &Document<'p>, organization: &Organization) {
        let mut names = vec![("name", &organization.name)];
        names.extend(organization.short.iter().map(|short| ("short", short)));
        self.names(document, &organization.id, &names, &organization.aliases);
        if let Some(founded) = organization.founded {
            self.date(document, &["founded".into()], founded);
        }
        for (at, members) in organization.members.iter().enumerate() {
            self.statement(
                document,
                ("members", at),
                "as_of",
                members.as_of,
                &members.sources,
            );
        }
        for (at, chair) in organization.chairs.iter().enumerate() {
            self.statement(
                document,
                ("chair", at),
                "as_of",
                chair.as_of,
                &chair.sources,
            );
        }
        for (at, told) in organization.statements.iter().enumerate() {
            self.statement(
                document,
                ("statement", at),
                "as_of",
                told.as_of,
                &told.sources,
            );
        }
    }

    fn terms(&mut self, document: &Document<'p>, terms: &[Term]) {
        let mut claimed: HashMap<String, &str> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            self.statement(document, ("term", at), "as_of", term.as_of, &term.sources);
            for (item, hotspot) in term.hotspots.iter().enumerate() {
                let path = ["term".into(), at.into(), "hotspots".into(), item.into()];
                self.hotspot_exists(document, &path, hotspot);
            }
            for name in std::iter::once(&term.name).chain(&term.aliases) {
                if let Some(other) = claimed.insert(plain_name(name), &term.name) {
                    let message = format!("`{name}` is already a name of the term `{other}`");
                    self.problems
                        .push(document.problem(&["term".into(), at.into()], message));
                }
            }
        }
    }

    /// What is said means one thing only.
    fn synonyms(&mut self, document: &Document<'p>, synonyms: &[Synonym]) {
        let mut claimed: HashMap<String, &str> = HashMap::new();
        for (at, synonym) in synonyms.iter().enumerate() {
            for (item, said) in synonym.says.iter().enumerate() {
                let plain = plain_name(said);
                let message = if plain.is_empty() {
                    format!("`{said}` has no letter or digit in it")
                } else if let Some(other) = claimed.insert(plain, &synonym.means) {
                    format!("`{said}` already stands for `{other}`")
                } else {
                    continue;
                };
                let path = ["synonym".into(), at.into(), "says".into(), item.into()];
                self.problems.push(document.problem(&path, message));
            }
        }
    }

    fn sources(&mut self, document: &Document<'p>, sources: &BTreeMap<String, Source>) {
        for (id, source) in sources {
            if let Some(date) = source.date {
                self.date(document, &[Step::Key(id), "date".into()], date);
            }
        }
    }

    /// A name belongs to one page only, whatever its spelling.
    fn names(
        &mut self,
        document: &Document<'p>,
        id: &str,
        names: &[(&str, &String)],
        aliases: &[String],
    ) {
        let own = names
            .iter()
            .map(|(key, name)| (vec![Step::Key(key)], name.as_str()));
        let aliases = aliases
            .iter()
            .enumerate()
            .map(|(at, alias)| (vec!["aliases".into(), at.into()], alias.as_str()));
        let id = std::iter::once((Vec::new(), id));
        for (path, name) in id.chain(own).chain(aliases) {
            let plain = plain_name(name);
            if plain.is_empty() {
                let message = format!("`{name}` has no letter or digit in it");
                self.problems.push(document.problem(&path, message));
                continue;
            }
            let owner = *self.claimed.entry(plain).or_insert(document.path());
            if owner != document.path() {
                let message = format!("the name `{name}` already belongs to {}", owner.display());
                let hint = "a name leads to one page only; take it out of one of the two files";
                self.problems
                    .push(document.problem(&path, message).with_hint(hint));
            }
        }
    }

    fn part_of(&mut self, document: &Document<'p>, hotspot: &Hotspot, parent: &str) {
        let path = ["part_of".into()];
        if !self.hotspot_exists(document, &path, parent) {
            return;
        }
        let mut above = Some(parent);
        // Above may be a circle that this page stands outside of; it is told where it closes.
        for _ in 0..self.hotspots.len() {
            let Some(id) = above else { return };
            if id == hotspot.id {
                let message = format!("`{parent}` is itself part of `{}`", hotspot.id);
                return self.problems.push(document.problem(&path, message));
            }
            above = self.hotspots.get(id).copied().flatten();
        }
    }

    fn hotspot_exists(&mut self, document: &Document<'_>, path: &[Step<'_>], id: &str) -> bool {
        if self.hotspots.contains_key(id) {
            return true;
        }
        let near = nearest(id, self.hotspots.keys().copied());
        let problem = document.problem(path, format!("there is no hotspot `{id}`"));
        self.problems.push(problem.did_you_mean(near));
        false
    }

    fn statement(
        &mut self,
        document: &Document<'_>,
        (table, at): (&str, usize),
        date_key: &str,
        date: PartialDate,
        sources: &[String],
    ) {
        self.date(document, &[table.into(), at.into(), date_key.into()], date);
        self.sources_exist(document, &[table.into(), at.into()], sources);
    }

    fn sources_exist(&mut self, document: &Document<'_>, table: &[Step<'_>], sources: &[String]) {
        let Some(known) = self.sources else { return };
        for (item, id) in sources.iter().enumerate() {
            if !known.contains_key(id) {
                let path = [table, &["sources".into(), item.into()]].concat();
                let near = nearest(id, known.keys().map(String::as_str));
                let message = format!("there is no source `{id}` in sources.toml");
                self.problems
                    .push(document.problem(&path, message).did_you_mean(near));
            }
        }
    }

    fn date(&mut self, document: &Document<'_>, path: &[Step<'_>], date: PartialDate) {
        if date.first_day() > self.today {
            let message = format!(
                "`{}` lies in the future; today is {}",
                date.to_iso(),
                self.today
            );
            self.problems.push(document.problem(path, message));
        }
    }
}
