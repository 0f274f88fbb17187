/** SHA-256 where browsers withhold their own, as on plain http. By itself, so that no other hash comes along. */
export { sha256 } from "@noble/hashes/sha2.js";
