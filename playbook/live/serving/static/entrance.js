// The address with the token must not stay in the history.
window.location.replace("./");
