//! What a text means: all-MiniLM-L6-v2 in 8 bits, made by `model/make_model.py` and run by `rten`.

use std::sync::{Arc, LazyLock};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::Tensor;
use rten_tensor::prelude::*;

use super::meaning::{Direction, Meaning, PieceDirections};
use super::word_pieces::WordPieces;

static GRAPH: &[u8] = include_bytes!("../../model/minilm.onnx");
/// By this name the graph refers to the weights.
const WEIGHTS: &str = "minilm.onnx.data";
/// What the files of the model are together, as `make_model.py` wrote it: vectors of another are no use.
pub(super) static FINGERPRINT: &str = include_str!("../../model/fingerprint.txt");

/// The sentence model that the program carries. Its weights stay in the file of the program and are read from there.
pub(super) struct SentenceModel {
    model: Model,
    pieces: &'static WordPieces,
    /// One thread: a question must not take more than its core.
    pool: Arc<ThreadPool>,
    nodes: Nodes,
}

/// What goes in and comes out.
struct Nodes {
    input_ids: NodeId,
    positions: NodeId,
    hidden: NodeId,
    tokens: NodeId,
}

impl SentenceModel {
    /// The model, loaded when it is first asked for: some 10 ms.
    pub(super) fn shipped() -> &'static Self {
        static MODEL: LazyLock<SentenceModel> = LazyLock::new(|| {
            SentenceModel::load().expect("the model is part of the program, and a test runs it")
        });
        &MODEL
    }

    fn load() -> Result<Self, Box<dyn std::error::Error>> {
        let weights = rten::include_external_data!("../../model/minilm.onnx.data");
        let mut options = ModelOptions::with_all_ops();
        options
            .external_data_static(WEIGHTS, weights)
            .prepack_weights(true);
        let model = options.load_static_slice(GRAPH)?;
        Ok(Self {
            nodes: Nodes {
                input_ids: model.node_id("input_ids")?,
                positions: model.node_id("positions")?,
                hidden: model.node_id("hidden")?,
                tokens: model.node_id("tokens")?,
            },
            model,
            pieces: WordPieces::shipped(),
            pool: Arc::new(ThreadPool::with_num_threads(1)),
        })
    }

    /// What a text means; nothing if it has no word that the model knows.
    pub(super) fn read(&self, text: &str) -> Option<Meaning> {
        let ids = self.pieces.of(text);
        let count = ids.len();
        if count <= 2 {
            return None;
        }
        let places: Vec<i32> = (0..).take(count).collect();
        let input = |values: Vec<i32>| Tensor::from_data(&[1, count], values);
        let inputs = vec![
            (self.nodes.input_ids, input(ids).into()),
            (self.nodes.positions, input(places).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let wanted = [self.nodes.hidden, self.nodes.tokens];
        let outputs = self.model.run_n(inputs, wanted, Some(options));
        let [hidden, tokens] = outputs.expect("any pieces up to MAX_PIECES can be read");
        let (hidden, width) = rows(hidden)?;
        let (tokens, of_piece) = rows(tokens)?;
        let mut mean = vec![0.0; width];
        for row in hidden.chunks_exact(width) {
            for (sum, value) in mean.iter_mut().zip(row) {
                *sum += value;
            }
        }
        // The pieces that begin and end a text stand for no word.
        let words = &tokens[of_piece..tokens.len() - of_piece];
        Some(Meaning {
            whole: Direction::rounded(&mean),
            pieces: PieceDirections::rounded(words, of_piece),
        })
    }
}

/// The numbers of an output, one row a piece, and how many are in a row.
fn rows(output: Value) -> Option<(Vec<f32>, usize)> {
    let Value::FloatTensor(tensor) = output else {
        return None;
    };
    let width = *tensor.shape().last()?;
    Some((tensor.to_vec(), width))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// What the teacher says in floats, by `model/make_model.py`. 8 bits turn a direction by a few degrees.
    #[test]
    fn directions_are_nearly_those_of_the_model_in_floats() {
        let reference = include_str!("../../model/reference.txt");
        assert!(reference.lines().count() >= 5);
        for line in reference.lines() {
            let (text, expected) = line.split_once('\t').unwrap();
            let expected: Vec<f32> = expected
                .split(' ')
                .map(|value| value.parse().unwrap())
                .collect();
            let found = SentenceModel::shipped().read(text).unwrap();
            let nearness = found.whole.nearness(&Direction::rounded(&expected));
            assert!(nearness > 0.98, "{text}: {nearness}");
        }
    }

    #[test]
    fn the_fingerprint_is_of_the_files_that_are_carried() {
        let mut hash = Sha256::new();
        hash.update(GRAPH);
        hash.update(rten::include_external_data!("../../model/minilm.onnx.data"));
        hash.update(include_bytes!("../../model/vocabulary.txt"));
        assert_eq!(hex::encode(hash.finalize()), FINGERPRINT.trim());
    }

    #[test]
    fn what_is_near_in_meaning_is_near_and_what_says_nothing_has_none() {
        let model = SentenceModel::shipped();
        let [asked, near, far] = [
            "cold northern shipping shortcuts",
            "the Northern Sea Route in the Arctic",
            "the oil law of Venezuela",
        ]
        .map(|text| model.read(text).unwrap());
        assert!(asked.whole.nearness(&near.whole) > asked.whole.nearness(&far.whole) + 0.2);
        assert!(asked.pieces.best_match(&near.pieces) > asked.pieces.best_match(&far.pieces));
        for text in ["", "\u{200b}\u{202e}", "霍尔木兹"] {
            assert!(model.read(text).is_none(), "{text}");
        }
        assert!(model.read(&"x".repeat(100_000)).is_some());
    }
}
