//! What the checks of all kinds of files share: what exists, which names are taken, and what was found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::document::{PartialDate, Problem, Step, nearest};
use crate::knowledge::parsed::{Content, Parsed, Placed};
use crate::knowledge::plain::plain_name;
use crate::knowledge::source::Source;

/// What exists in the whole folder, and what is wrong with it as far as it was checked.
pub(super) struct Checker<'p> {
    pub(super) today: Date,
    /// `None` while `sources.toml` itself is broken: its own problems are enough.
    pub(super) sources: Option<&'p BTreeMap<String, Source>>,
    /// Every hotspot's id, those of broken files too, and what it is part of.
    pub(super) hotspots: BTreeMap<&'p str, Option<&'p str>>,
    /// Every organization's id, those of broken files too.
    pub(super) organizations: BTreeSet<&'p str>,
    /// Every term's name; `None` while `glossary.toml` itself is broken.
    pub(super) terms: Option<Vec<&'p str>>,
    /// Every summit's id, and the file that claimed it first.
    pub(super) summits: HashMap<&'p str, &'p Path>,
    /// Every name of a page, in its plain form, and the file that claimed it first.
    pub(super) claimed: HashMap<String, &'p Path>,
    pub(super) problems: Vec<Problem>,
    pub(super) notes: Vec<Problem>,
}

impl<'p> Checker<'p> {
    pub(super) fn new(
        parsed: &'p [Parsed<'_>],
        unread: &'p BTreeSet<PathBuf>,
        today: Date,
    ) -> Self {
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
                Content::Sources(found) => sources = Some(found),
                Content::Hotspot(hotspot) => {
                    hotspots.insert(&hotspot.id, hotspot.part_of.as_deref());
                }
                Content::Organization(organization) => {
                    organizations.insert(&organization.id);
                }
                Content::Glossary(glossary) => {
                    let names = glossary.iter().map(|term| term.name.as_str());
                    terms = Some(names.collect());
                }
                Content::Summits(_)
                | Content::Track(_)
                | Content::Synonyms(_)
                | Content::Declined(_) => {}
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

    /// Claims the id and the names of a page: a name belongs to one page only, however it is spelt.
    pub(super) fn names(
        &mut self,
        document: &'p Placed<'_>,
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

    /// Whether there is a hotspot `id`; if not, that is reported at `path`.
    pub(super) fn hotspot_exists(
        &mut self,
        document: &Placed<'_>,
        path: &[Step<'_>],
        id: &str,
    ) -> bool {
        if self.hotspots.contains_key(id) {
            return true;
        }
        let near = nearest(id, self.hotspots.keys().copied());
        let problem = document.problem(path, format!("there is no hotspot `{id}`"));
        self.problems.push(problem.did_you_mean(near));
        false
    }

    /// The date and the sources of the statement that is entry `at` of `table`.
    pub(super) fn statement(
        &mut self,
        document: &Placed<'_>,
        (table, at): (&str, usize),
        date_key: &str,
        date: PartialDate,
        sources: &[String],
    ) {
        self.date(document, &[table.into(), at.into(), date_key.into()], date);
        self.sources_exist(document, &[table.into(), at.into()], sources);
    }

    /// Whether each of `sources`, which are a key of `table`, is in `sources.toml`.
    pub(super) fn sources_exist(
        &mut self,
        document: &Placed<'_>,
        table: &[Step<'_>],
        sources: &[String],
    ) {
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

    /// Facts have happened: `date` must not lie ahead.
    pub(super) fn date(&mut self, document: &Placed<'_>, path: &[Step<'_>], date: PartialDate) {
        if date.first_day() > self.today {
            let message = format!(
                "`{}` is in the future; today is {}",
                date.to_iso(),
                self.today
            );
            self.problems.push(document.problem(path, message));
        }
    }
}
