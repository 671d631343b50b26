// The list of bots: only its language and its light or dark look are decided here.
import { applyLook } from "./look.js";
import { translate } from "./words.js";

translate();
applyLook();
