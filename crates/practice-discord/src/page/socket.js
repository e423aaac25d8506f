// The WebSocket to the server: frames in and out, answers matched to requests, reconnection with growing delays.

import { state } from "./state.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const ANSWERS = ["ack", "failed", "modal", "choices"];

const waiting = new Map(); // ref → { resolve, reject } of the request
const session = Math.random().toString(36).slice(2, 8);
let socket = null;
let count = 0;
let waitMs = FIRST_WAIT_MS;
let timer = null;
let listen = {};

/** `listen.frame(frame)` for frames that answer nothing, `listen.connection({open, waitMs})` for the connection itself. */
export function connect(listeners) {
  listen = listeners;
  dial();
}

export function retryNow() {
  clearTimeout(timer);
  dial();
}

export const isOpen = () => socket?.readyState === WebSocket.OPEN;

export function send(frame) {
  if (!isOpen()) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

/** Sends a frame in the person's name and waits for its answer. */
export function ask(frame) {
  const ref = `${session}-${++count}`;
  return new Promise((resolve, reject) => {
    waiting.set(ref, { resolve, reject });
    if (!send({ ...frame, ref, as: state.me.id, locale: state.locale })) {
      waiting.delete(ref);
      reject(new Disconnected());
    }
  });
}

/** Like `ask`, for frames that are answered by ordinary messages. */
export function say(frame) {
  return send({ ...frame, ref: `${session}-${++count}`, as: state.me.id, locale: state.locale });
}

export class Disconnected extends Error {}

function dial() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/practice/socket`);
  socket.addEventListener("open", () => {
    waitMs = FIRST_WAIT_MS;
    listen.connection({ open: true });
  });
  socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  socket.addEventListener("close", lost);
}

function receive(frame) {
  const asked = ANSWERS.includes(frame.t) && waiting.get(frame.ref);
  if (!asked) return listen.frame(frame);
  waiting.delete(frame.ref);
  if (frame.t === "failed") asked.reject(new Error(frame.text));
  else asked.resolve(frame);
}

function lost() {
  for (const { reject } of waiting.values()) reject(new Disconnected());
  waiting.clear();
  listen.connection({ open: false, waitMs });
  timer = setTimeout(dial, waitMs);
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
}
