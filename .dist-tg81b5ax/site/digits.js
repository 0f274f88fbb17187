export * from "./assets/digits-PKIE5BNG.js";
