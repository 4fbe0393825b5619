"use strict";

const form = document.getElementById("sign-in");

// A link carries its token behind the #, which no browser sends to any server: here it becomes a form.
function comeIn() {
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return false;
  history.replaceState(null, "", location.pathname);
  document.getElementById("token").value = token;
  form.submit();
  return true;
}

// Who pastes the link while this page is open stays on it.
addEventListener("hashchange", comeIn);

// Who comes by a link on another site brings no cookie along; asked from here, the browser tells whose it is.
if (!comeIn() && !form.hidden) {
  fetch("/here")
    .then((answer) => answer.json())
    .then((said) => said.here && location.replace("/"));
}
