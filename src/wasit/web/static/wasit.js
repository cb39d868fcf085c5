// What a page does besides working as it is: each module adds one thing, and none is needed.
import { keepDrafts } from "./drafts.js";
import { showFindings } from "./findings.js";
import { listenToKeys } from "./keys.js";
import { countDown } from "./leaving.js";
import { listen } from "./live.js";
import { watchLock } from "./lock.js";
import { offerNotifications } from "./notify.js";
import { offerPalette } from "./palette.js";
import { markSentences } from "./sentences.js";
import { showStrength } from "./strength.js";
import { badgeTitle } from "./title.js";

listen();
markSentences();
keepDrafts();
showFindings();
listenToKeys();
offerPalette();
badgeTitle();
offerNotifications();
showStrength();
watchLock();
countDown();
