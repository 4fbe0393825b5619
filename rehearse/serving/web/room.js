"use strict";

// Brings the terminal up once its letters are there, and says why a session ended.

const LOST = "The connection was lost. Every turn you saw is kept.";
const TOO_MUCH = "That was too much at once. Every turn you saw is kept.";
const body = document.body;
const terminal = document.getElementById("terminal");

function ended(event) {
  const why = event.reason || (event.code === 1009 ? TOO_MUCH : LOST);
  document.getElementById("says").textContent = why;
  document.getElementById("ways").hidden = false;
  body.classList.add("-closed");
  document.getElementById("again").focus();
}

// The terminal makes its own socket and tells nobody why that closed.
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...where) {
    super(...where);
    this.addEventListener("close", ended);
    this.addEventListener("message", () => document.querySelector(".xterm-helper-textarea")?.focus(), { once: true });
  }

  // The terminal also speaks before the socket is open, and after it has closed.
  send(what) {
    if (this.readyState === Socket.OPEN) super.send(what);
  }
};

// So large that about a hundred columns and thirty lines fill the window, but always good to read.
function fontSize() {
  const size = Math.min(innerWidth / 62, innerHeight / 40);
  return Math.round(Math.min(Math.max(size, 11), 20));
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((done) => addEventListener("load", done, { once: true }));
}

// Cells are measured once: with the letters of another font the lines would not fit the frame.
function letters() {
  const wanted = ["400", "700", "italic 400"].map((style) => document.fonts.load(`${style} 16px "Roboto Mono"`));
  const enough = new Promise((done) => setTimeout(done, 5000));
  return Promise.race([Promise.allSettled(wanted), enough]);
}

async function begin() {
  terminal.dataset.sessionWebsocketUrl = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`;
  terminal.dataset.fontSize = fontSize();
  document.getElementById("again").addEventListener("click", () => location.reload());
  await loaded();
  await letters();
  const script = document.createElement("script");
  script.src = "/static/textual.js";
  script.onload = () => window.onload();
  document.head.append(script);
}

begin();
