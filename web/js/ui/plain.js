/** What pages run as a plain script, before they are shown. */
import "./theme.js";
import "./language.js";
import "./not-running.js";
