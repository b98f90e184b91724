// Loaded before the conformance suite, which knows of no tokens: adds ours to each request that it
// sends. Nothing else of the requests changes, so that they meet the server as it is shipped.
import { createRequire } from "node:module";

const { Agent, setGlobalDispatcher } = createRequire(process.argv[1])("undici");
const authorization = `Bearer ${process.env.CONFORMANCE_TOKEN}`;

function withToken(headers) {
  if (headers === undefined || headers === null) return { authorization };
  if (Array.isArray(headers)) return [...headers, "authorization", authorization];
  if (typeof headers[Symbol.iterator] === "function") {
    return { ...Object.fromEntries(headers), authorization };
  }
  return { ...headers, authorization };
}

setGlobalDispatcher(
  new Agent().compose(
    (dispatch) => (options, handler) =>
      dispatch({ ...options, headers: withToken(options.headers) }, handler),
  ),
);
