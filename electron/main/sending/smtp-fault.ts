import { type SendOutcome, failed, later } from "./send-outcome.ts";

interface SmtpError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** What OpenSSL and Node call a certificate that does not hold, or a server that speaks no TLS. */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME|^ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

function refusedForGood(error: SmtpError, code: number): SendOutcome {
  const command = error.command ?? "";
  // RFC 3463: 5.2.3 and 5.3.4 are sizes, 5.7.8 is a sign-in; 552 and 523 are sizes in RFC 5321 and RFC 7504.
  if (code === 552 || code === 523 || /\b5\.(2\.3|3\.4)\b/.test(error.response ?? "")) return failed("too-large");
  if (error.code === "EAUTH" || code === 530 || code === 534 || code === 535 || code === 538) return failed("sign-in-refused");
  if (command === "RCPT TO") return failed("address-refused");
  return failed("refused");
}

/**
 * What an error of a mail server means while nothing has left, or when the server itself has answered: 4xx may go later, 5xx is for good (RFC 5321, 4.2.1).
 * A 4xx to an address (greylisting) holds up that message; any other holds up the sender.
 */
export function smtpFault(thrown: unknown): SendOutcome {
  const error = thrown as SmtpError;
  const { responseCode: code } = error;
  if (error.code === "ETLS") return failed("certificate");
  if (typeof code === "number" && code >= 500) return refusedForGood(error, code);
  if (typeof code === "number" && code >= 400) {
    if (error.command === "RCPT TO") return later("refused", null, "message");
    return later(/\b4\.7\.\d|rate|too many|limit/i.test(error.response ?? "") ? "rate-limited" : "refused");
  }
  if (certificateCodes.test(`${error.originalCode ?? ""} ${error.code ?? ""}`)) return failed("certificate");
  if (error.code === "EMESSAGE" && error.command === "MAIL FROM") return failed("too-large");
  if (error.code === "EENVELOPE") return failed("address-refused");
  // Without an answer of the server the sign-in was not refused: the line broke, or the server knows no way that can be used.
  if (error.code === "EAUTH" && error.command === "API") return failed("sign-in-refused");
  return later("unreachable");
}
