// A second judge of schemas: ajv, in strict mode. Reads { schemas: { NAME: schema }, documents: [[NAME, document]] } from standard input
// and prints a list of whether each document is valid.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const { schemas, documents } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }); // "one of these keys" names keys that are described beside it
ajv.addKeyword("patternErrorMessage"); // what editors show
const judges = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));
console.log(JSON.stringify(documents.map(([name, document]) => judges[name](document))));
