//! What the store promises of what was settled for a server: one welcome, one language, and nothing 30 days after it is left.

use attache::text::Locale;
use test_support::database::Database;

use super::situations::at;

tests! {
    a_server_has_the_language_that_it_fixed_until_it_gives_it_up,
    a_server_is_welcomed_once_whoever_begins,
    what_was_settled_for_a_server_goes_if_the_bot_left_it_long_ago_and_not_before,
}

/// The largest id has all of its 64 bits.
const GUILD: u64 = u64::MAX;
const OTHER: u64 = 2;

async fn a_server_has_the_language_that_it_fixed_until_it_gives_it_up(database: &Database) {
    let store = &database.store;
    assert_eq!(store.guild_locale(GUILD).await.unwrap(), None);
    for locale in Locale::ALL {
        store.set_guild_locale(GUILD, Some(locale)).await.unwrap();
        assert_eq!(store.guild_locale(GUILD).await.unwrap(), Some(locale));
        assert_eq!(store.guild_locale(OTHER).await.unwrap(), None);
    }
    store.set_guild_locale(GUILD, None).await.unwrap();
    assert_eq!(store.guild_locale(GUILD).await.unwrap(), None);
}

async fn a_server_is_welcomed_once_whoever_begins(database: &Database) {
    let (store, again) = (&database.store, database.again());
    let russian = Some(Locale::Russian);
    store.set_guild_locale(GUILD, russian).await.unwrap();
    assert!(store.begin_welcome(GUILD, at(1)).await.unwrap());
    assert!(!again.begin_welcome(GUILD, at(2)).await.unwrap());
    assert!(!store.begin_welcome(GUILD, at(3)).await.unwrap());
    assert_eq!(store.guild_locale(GUILD).await.unwrap(), russian);
    assert!(again.begin_welcome(OTHER, at(4)).await.unwrap());
    again.close().await;
}

async fn what_was_settled_for_a_server_goes_if_the_bot_left_it_long_ago_and_not_before(
    database: &Database,
) {
    let store = &database.store;
    let french = Some(Locale::French);
    for guild in [GUILD, OTHER] {
        store.set_guild_locale(guild, french).await.unwrap();
        store.set_guild_left(guild, Some(at(10))).await.unwrap();
    }
    // Discord says it again with each connection.
    store.set_guild_left(GUILD, Some(at(20))).await.unwrap();
    store.set_guild_left(OTHER, None).await.unwrap();
    store.forget_guilds_left(at(10)).await.unwrap();
    assert_eq!(store.guild_locale(GUILD).await.unwrap(), french);
    store.forget_guilds_left(at(11)).await.unwrap();
    assert_eq!(store.guild_locale(GUILD).await.unwrap(), None);
    assert_eq!(store.guild_locale(OTHER).await.unwrap(), french);
    assert!(store.begin_welcome(GUILD, at(12)).await.unwrap());
}
