"use strict";

// A link carries its token behind the #, which no browser sends to any server: here it becomes a form.
const form = document.getElementById("sign-in");
const token = decodeURIComponent(location.hash.slice(1));
if (token) {
  history.replaceState(null, "", location.pathname);
  document.getElementById("token").value = token;
  form.submit();
} else if (!form.hidden) {
  // Who comes by a link on another site brings no cookie along; asked from here, the browser tells whose it is.
  fetch("/here").then((answer) => {
    if (answer.status === 204) location.replace("/");
  });
}
