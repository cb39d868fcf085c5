// What a page does besides working as it is: each module adds one thing, and none is needed.
import { listen } from "./live.js";

listen();
