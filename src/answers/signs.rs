//! The signs by which passages are ranked and answers given or declined: a number each. Their weights have the same names and
//! stand in `model/weights.toml`; `cargo bench --bench answers -- fit` finds and writes them.

use serde::{Deserialize, Serialize};

/// A struct of numbers with names, and the same numbers in a row.
macro_rules! signs {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $sign:ident,)* }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $($(#[$doc])* pub $sign: f32,)* }

        impl $name {
            /// How many there are.
            pub(super) const COUNT: usize = [$(stringify!($sign)),*].len();

            /// All of them in a row.
            pub(super) fn row(&self) -> [f32; Self::COUNT] {
                [$(self.$sign),*]
            }

            /// From a row, as [`Self::row`] gives it.
            pub(super) fn from_row(row: [f32; Self::COUNT]) -> Self {
                let [$($sign),*] = row;
                Self { $($sign),* }
            }

            /// The sum of these, each times its weight.
            pub(super) fn times(&self, weights: &Self) -> f32 {
                let pairs = self.row().into_iter().zip(weights.row());
                pairs.map(|(sign, weight)| sign * weight).sum()
            }
        }
    };
}

signs! {
    /// How well a passage answers a question.
    RankingSigns {
        /// How near its meaning is to the question's, from -1 to 1.
        meaning,
        /// How near each word piece of the question comes to some piece of it, from -1 to 1.
        pieces,
        /// How well its words match, by BM25, from 0 to 1.
        words,
        /// How much of what is asked stands in it, from 0 to 1; rare words count for more.
        coverage,
        /// The best of `meaning` on its page.
        page_meaning,
        /// The best of `words` on its page.
        page_words,
        /// How far its page is what the question names, from 0 to 1.
        subject,
        /// 1 if its page is the only one that the question names.
        only_subject,
        /// 1 if it is the page of a term that the question names and asks nothing else about.
        term,
        /// How likely its kind answers such a question: a logarithm, by the question's meaning with names left out.
        kind,
        /// The same with the names.
        kind_named,
        /// 1 if it is a summary, and hardly more than names is asked.
        bare_summary,
        /// 1 if it is any other summary.
        summary,
        /// 1 if it says what is not known.
        gap,
        /// 1 if it is of an actor that the question names, below 0 if it is the position of another.
        actor,
        /// 1 if it is of a year that the question names, below 0 if it is of another.
        year,
        /// From 1 for today towards 0 with the years.
        fresh,
        /// The same, if the question asks for what holds now.
        fresh_now,
        /// The same, if it asks for what was.
        fresh_then,
        /// 1 if it is the next summit of a series that the question names or, if it names none, the next of all; times how likely
        /// a summit is asked for.
        next_summit,
        /// 1 if it is the next summit, and the question says "next".
        next_said,
        /// How likely a summit is asked for, if it is another one.
        other_summit,
    }
}

signs! {
    /// How sure it is that the best passage answers.
    DecisionSigns {
        /// Always 1.
        constant,
        /// How much of the likelihood falls to its page, from 0 to 1.
        share,
        /// Its score, beside that of the best passage of any other page.
        lead,
        /// Its signs.
        meaning,
        pieces,
        words,
        coverage,
        subject,
        kind,
        kind_named,
        /// 1 if it is the text of a term that the question names.
        term,
        /// 1 if it is the next summit, and one is asked for.
        next_summit,
        /// How much of what is asked stands anywhere on its page, from 0 to 1.
        page_coverage,
        /// How much the rarest word tells that is asked and not on its page, from 0 to 1.
        missing,
        /// How near the question comes to one that is to be declined, names left out, from -1 to 1.
        declined,
        /// The same with the names.
        declined_named,
        /// By its meaning alone, whether it is one that pages answer: a logarithm.
        answerable,
        /// The same with names left out.
        answerable_unnamed,
        /// 1 if no word asked carries meaning beside names.
        bare,
        /// How many of the words asked neither the knowledge nor the sentence model knows, from 0 to 1.
        foreign,
        /// 1 if it was joined to the turn before.
        joined,
        /// `subject` times `meaning`.
        subject_meaning,
        /// `subject` times `page_coverage`.
        subject_coverage,
        /// `subject`, if the question is bare.
        subject_bare,
    }
}
