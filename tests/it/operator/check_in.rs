//! The check-in that a dead man's switch elsewhere listens for.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::time::timeout;

use attache::operator::CheckIn;

use super::{ANYWHERE, Setting};
use crate::support::folder::Folder;

/// Hears one check-in and answers it; gives its first line.
async fn heard(listener: &TcpListener) -> String {
    let (mut line, _) = listener.accept().await.unwrap();
    let mut asked = vec![0; 1_024];
    let length = line.read(&mut asked).await.unwrap();
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    line.write_all(answer).await.unwrap();
    let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
    asked.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_check_in_goes_on_while_the_bot_can_work_and_stops_when_it_cannot() {
    let patience = Duration::from_secs(10);
    let listener = TcpListener::bind(ANYWHERE).await.unwrap();
    let url = format!("http://{}/check-in/1", listener.local_addr().unwrap());
    let every = Duration::from_millis(20);
    let check_in = CheckIn::at(&url).unwrap().every(every);
    let kept = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/attache.db", kept.path().display());
    let setting =
        Setting::watched(Folder::copy_of_shipped(), kept, &database, Some(check_in)).await;
    setting.store.ready().await.unwrap();
    for _ in 0..2 {
        let asked = timeout(patience, heard(&listener))
            .await
            .expect("a check-in");
        assert_eq!(asked, "GET /check-in/1 HTTP/1.1");
    }
    let discord = &setting.metrics.discord;
    discord.set_token_accepted(true);
    discord.set_token_accepted(false);
    // At most one was under way; after that, nothing comes.
    let silent = Duration::from_millis(300);
    let _: Result<String, _> = timeout(silent, heard(&listener)).await;
    assert!(timeout(silent, heard(&listener)).await.is_err());
    discord.set_token_accepted(true);
    timeout(patience, heard(&listener))
        .await
        .expect("a check-in");
}
