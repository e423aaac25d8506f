//! A practice Discord to try a bot against by hand:
//! `cargo run -p practice-discord --example serve [127.0.0.1:8085]`, until Ctrl-C.

use std::{env, error::Error, sync::Arc};

use clock::{MovableClock, SystemClock};
use practice_discord::{Options, PracticeDiscord, TOKEN};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "this is how it says its address")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listen = env::args().nth(1).unwrap_or("127.0.0.1:8085".to_owned());
    let clock = Arc::new(SystemClock);
    let options = Options {
        movable: Some(Arc::new(MovableClock::over(clock.clone()))),
        ..Options::new(clock)
    };
    let discord = PracticeDiscord::start_with(listen.parse()?, options).await?;
    println!("REST    {}/api/v10", discord.url());
    println!("gateway ws://{}/gateway", discord.address());
    println!("token   {TOKEN}");
    println!("page    {}", discord.page_url());
    std::future::pending().await
}
