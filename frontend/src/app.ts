/** On every page. Nothing here is needed for a page to work; it makes working with it quicker. */
import "./styles/app.css";
import "./icons.svg?url";
import "./shield.svg?url";
import htmx from "htmx.org";
import { startCopy } from "./lib/copy";
import { startDialogs } from "./lib/dialogs";
import { startDropzones } from "./lib/dropzone";
import { startForms } from "./lib/forms";
import { startKeyboard } from "./lib/keyboard";
import { say } from "./lib/say";
import { startShell } from "./lib/shell";
import { startTables } from "./lib/tables";
import { startTheme } from "./lib/theme";
import { toast } from "./lib/toast";
import { startUploads } from "./lib/upload";

document.documentElement.classList.add("scripted");

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false, // the policy allows no inline styles; ours are in feedback.css
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages with personal data do not stay in the browser's storage
  scrollBehavior: "auto",
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "4(09|22)", swap: true, error: false }, // conflicts and form errors come as HTML
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, verb } = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>)
    .detail;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (verb !== "get" && token) headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:responseError", () => toast(say("serverError"), "error"));
document.addEventListener("htmx:sendError", () => toast(say("noConnection"), "error"));
document.addEventListener("htmx:load", (event) => {
  const root = (event as CustomEvent<{ elt: HTMLElement }>).detail.elt;
  startDropzones(root);
  startTables(root);
});

document.addEventListener("siaga:card", (event) => htmx.process(event.target as Element));

const said = sessionStorage.getItem("siaga-said"); // by a page that loaded itself anew
if (said) {
  sessionStorage.removeItem("siaga-said");
  toast(said);
}

startTheme();
startShell();
startDialogs();
startForms();
startCopy();
startKeyboard();
startDropzones();
startUploads();
startTables();
