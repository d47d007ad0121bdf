// Owns: the v4 envelope and the errors of the REST API, with their HTTP statuses and codes. Never: routes, sockets.

/** A failure the client is told of: HTTP status, D1 code, text, and the optional chain of causes [{code, message}]. */
export class ApiError extends Error {
  constructor(status, code, message, chain) {
    super(message);
    this.status = status;
    this.code = code;
    this.chain = chain;
  }
}

/** 400 / 7400: the request is not one the API understands. */
export const malformed = (text) => new ApiError(400, 7400, text);

/** 400 / 7500: the engine refused the SQL. */
export const sqlError = (text) => new ApiError(400, 7500, text);

/** The answer { status, text } of a success; `info` is the list's result_info. */
export function success(result, info) {
  return successText(JSON.stringify(result), info);
}

/** As `success`, for a result that is JSON text already. */
export function successText(result, info) {
  const pages = info === undefined ? "" : `,"result_info":${JSON.stringify(info)}`;
  return { status: 200, text: `{"result":${result}${pages},"success":true,"errors":[],"messages":[]}` };
}

/** The answer { status, text } of a failure. */
export function failure({ status, code, message, chain }) {
  const error = chain === undefined ? { code, message } : { code, message, error_chain: chain };
  return { status, text: JSON.stringify({ result: [], success: false, errors: [error], messages: [] }) };
}
