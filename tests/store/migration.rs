//! A database that the program before the last migration wrote opens with everything intact.
//!
//! `fixtures/before_vocabulary.sql` is a dump of what that program made of ten weeks of alerts, and of a tour. On
//! `PostgreSQL` its rows are put into the tables that the migrations of that time make.

