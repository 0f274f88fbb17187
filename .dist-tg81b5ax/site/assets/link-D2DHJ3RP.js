import{a,b,c}from"./chunk-WV3OJHF4.js";import"./chunk-S6N6UNKA.js";export{a as LONGEST,b as fragmentOf,c as strokesOfFragment};
