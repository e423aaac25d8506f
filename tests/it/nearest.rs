//! Where a name leads that no page has, on the knowledge that is shipped.

use std::sync::LazyLock;

use attache::knowledge::{Knowledge, load};
use attache::pages::{Search, find_summit, find_term, find_topic, find_topic_or};
use attache::reply::{Audience, CustomId, View};
use attache::text::Locale;
use jiff::civil::date;

use crate::support::folder::{TODAY, shipped};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| load(&shipped(), TODAY).unwrap().knowledge);

/// Where a name leads to that no page has.
#[derive(Debug, PartialEq)]
enum Leads {
    /// To a page, which is said.
    To(&'static str),
    /// To buttons for what comes near, in this order.
    Near(&'static [&'static str]),
    /// To the list of all pages.
    List,
}

use Leads::{List, Near, To};

/// What was typed, and where it should lead by what the files of the knowledge say and by the map.
const LEADS: &[(&str, Leads)] = &[
    // Within a page, by its country, people or capital.
    ("Kherson", To("ukraine")),
    ("Odesa", To("ukraine")),
    ("the war around Kharkiv", To("ukraine")),
    ("Pyongyang", To("north-korea")),
    ("Maduro", To("venezuela")),
    ("Bishkek", To("central-asia")),
    ("Almaty", To("central-asia")),
    ("Johannesburg", To("africa")),
    ("Latakia", To("syria")),
    ("Saigon", To("south-china-sea")),
    ("Jeddah", To("middle-east")),
    ("Rafah", To("israel-palestine")),
    ("Longyearbyen", To("arctic")),
    // By the synonyms of the knowledge.
    ("NorK", To("north-korea")),
    ("AFG", To("afghanistan")),
    // Typing errors.
    ("Khersan", To("ukraine")),
    ("Pyongang", To("north-korea")),
    ("Venezuala", To("venezuela")),
    ("Tiawan", Near(&["south-china-sea"])),
    // Next to a page.
    ("Taiwan", Near(&["south-china-sea"])),
    ("Taipei", Near(&["south-china-sea"])),
    ("Taiwan Strait", Near(&["south-china-sea"])),
    ("Malaysia", Near(&["south-china-sea"])),
    ("Iraq", Near(&["middle-east", "syria", "iran"])),
    ("Baghdad", Near(&["middle-east", "syria", "iran"])),
    ("South Korea", Near(&["north-korea"])),
    ("Seoul", Near(&["north-korea"])),
    ("Nigeria", Near(&["africa"])),
    ("Guinea", Near(&["africa"])),
    ("Yemen", Near(&["middle-east"])),
    (
        "Lebanon",
        Near(&["syria", "israel-palestine", "middle-east"]),
    ),
    ("Iceland", Near(&["arctic", "arctic-council"])),
    ("Barents Sea", To("arctic")),
    ("Black Sea", Near(&["ukraine"])),
    ("Moldova", Near(&["ukraine"])),
    ("Caspian Sea", Near(&["iran", "central-asia"])),
    (
        "South Sudan",
        Near(&["sudan", "central-african-republic", "africa"]),
    ),
    (
        "Chad",
        Near(&["central-african-republic", "africa", "sudan"]),
    ),
    ("Montenegro", Near(&["serbia"])),
    ("Colombia", Near(&["venezuela"])),
    ("Pakistan", Near(&["afghanistan", "iran", "sco"])),
    // By a word of a page's own name, or by a nickname for it.
    ("China", Near(&["bilateral", "ric", "south-china-sea"])),
    (
        "East China Sea",
        Near(&["south-china-sea", "bilateral", "ric"]),
    ),
    ("Shanghai", Near(&["sco", "bilateral", "ric"])),
    ("Putin", Near(&["bilateral", "ric"])),
    ("India", Near(&["ric"])),
    // By membership, by the family of groupings, by what its summits are about.
    ("Belarus", Near(&["ukraine", "eaeu", "csto"])),
    ("Brazil", Near(&["venezuela", "brics"])),
    ("G7", Near(&["g20"])),
    ("ASEAN", Near(&["south-china-sea"])),
    ("FOCAC", To("africa")),
    ("Quad", Near(&["south-china-sea"])),
    // By what the statements say.
    ("Wagner", Near(&["africa", "central-african-republic"])),
    ("oil", List),
    // Nowhere.
    ("hi", List),
    ("hello", List),
    ("cheese", List),
    ("Berlin", List),
    ("Germany", List),
    ("Tskhinvali", List),
    ("Australia", List),
    ("Atlantis", List),
    ("Атлантида", List),
    ("with", List),
    ("asdfghjkl", List),
    ("", List),
    ("🤷", List),
];

fn leads(search: &Search) -> (Option<&str>, Vec<&str>) {
    match search {
        Search::Found { id, assumed } => (assumed.as_ref().map(|_| id.as_str()), Vec::new()),
        Search::Nothing(reply) => {
            let buttons = reply.buttons.iter().flatten();
            let ids = buttons.filter_map(|button| match &button.press {
                CustomId::Show(View::Topic { id, .. }) => Some(id.as_str()),
                _ => None,
            });
            (None, ids.collect())
        }
    }
}

#[test]
fn a_name_without_a_page_leads_to_what_it_belongs_to_what_lies_near_or_the_list() {
    let all = KNOWLEDGE.hotspots().len() + KNOWLEDGE.organizations().len();
    let mut wrong = Vec::new();
    for (typed, right) in LEADS {
        let search = find_topic(&KNOWLEDGE, typed, Locale::English);
        let (found, near) = leads(&search);
        let is_right = near.len() <= 3
            && match right {
                To(id) => found == Some(*id),
                Near(ids) => found.is_none() && near.starts_with(ids),
                List => found.is_none() && near.is_empty() && listed(&search) == all,
            };
        if !is_right {
            wrong.push(format!("{typed}: {found:?} {near:?} instead of {right:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How many pages the list offers.
fn listed(search: &Search) -> usize {
    match search {
        Search::Nothing(reply) => reply.menu.as_ref().map_or(0, |menu| menu.options.len()),
        Search::Found { .. } => 0,
    }
}

#[test]
fn what_comes_near_in_meaning_is_asked_for_only_where_nothing_else_leads_anywhere() {
    let by_meaning = |_: &str| vec!["no-such-page".to_owned(), "iran".to_owned()];
    let near = |typed| {
        let search = find_topic_or(&KNOWLEDGE, typed, Locale::English, &by_meaning);
        leads(&search)
            .1
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(near("enrichment of uranium"), ["iran"]);
    assert_eq!(near("Taiwan"), ["south-china-sea"]);
    let nobody = |_: &str| panic!("a page is asked for by its name");
    find_topic_or(&KNOWLEDGE, "Kherson", Locale::English, &nobody);
}

#[test]
fn an_honest_no_offers_what_comes_near_or_the_list() {
    let Search::Nothing(reply) = find_topic(&KNOWLEDGE, "Taiwan", Locale::English) else {
        panic!("found")
    };
    insta::assert_snapshot!(reply.page.lead, @"Nothing here is called “Taiwan”. What comes nearest is below; /hotspots and /glossary list everything.");
    assert_eq!(reply.audience, Audience::Asker);
    let Search::Nothing(reply) = find_topic(&KNOWLEDGE, "Атлантида", Locale::English)
    else {
        panic!("found")
    };
    insta::assert_snapshot!(reply.page.lead, @"Nothing here is called “Атлантида”. These are the pages there are.");
    assert_eq!(reply.audience, Audience::Asker);
    let Search::Nothing(reply) = find_term(&KNOWLEDGE, "silk route", Locale::English) else {
        panic!("found")
    };
    let labels: Vec<&str> = reply
        .buttons
        .iter()
        .flatten()
        .map(|button| button.label.as_str())
        .collect();
    assert_eq!(labels, ["Northern Sea Route", "Polar Silk Road"]);
    let Search::Nothing(reply) = find_term(&KNOWLEDGE, "cheese", Locale::English) else {
        panic!("found")
    };
    insta::assert_snapshot!(reply.page.lead, @"Nothing here is called “cheese”. /glossary lists all terms.");
    let empty = Knowledge::default();
    let Search::Nothing(reply) = find_topic(&empty, "cheese", Locale::English) else {
        panic!("found")
    };
    insta::assert_snapshot!(reply.page.lead, @"The knowledge is empty.");
}

#[test]
fn a_summit_that_nobody_plans_leads_to_those_of_its_words_or_to_the_next() {
    let labels = |typed| {
        let Search::Nothing(reply) =
            find_summit(&KNOWLEDGE, typed, date(2026, 11, 25), Locale::English)
        else {
            panic!("{typed} is found")
        };
        let buttons = reply.buttons.iter().flatten();
        buttons
            .map(|button| button.label.clone())
            .collect::<Vec<_>>()
    };
    let next = labels("cheese");
    assert!(
        next[0].contains("EAEU") || next[0].contains("G20"),
        "{next:?}"
    );
    let forum = labels("business forum");
    assert!(
        forum.iter().all(|label| label.contains("Forum")),
        "{forum:?}"
    );
}
