// Owns: the test CA and the certificates it signs, made with the openssl command. Never: any key used outside tests.
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const localNames = "DNS:localhost,IP:127.0.0.1,IP:::1";
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
const caConstraints = ["-addext", "basicConstraints=critical,CA:TRUE"];
const caUsage = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"];

// kind            subject alternative names   openssl's dates                              signed by the CA
const kinds = {
  "good":        { names: localNames,           dates: ["-days", "30"],                      signed: true },
  "expired":     { names: localNames,           dates: ["-days", "-1"],                      signed: true },
  "wrong-host":  { names: "DNS:wrong.invalid",  dates: ["-days", "30"],                      signed: true },
  "self-signed": { names: localNames,           dates: ["-days", "30"],                      signed: false },
};

/** The kinds of certificate `makeCertificate` knows. */
export const certificateKinds = Object.keys(kinds);

/**
 * Makes a CA and one server certificate of `kind` in `folder`. Returns { ca: path of the CA's PEM file, key, cert: PEM
 * texts of the server }. A CA that is there already is used again, so that a client's copy stays valid over a restart.
 */
export async function makeCertificate(folder, kind = "good") {
  if (!(kind in kinds)) throw new Error(`--cert ${kind}: choose one of ${certificateKinds.join(", ")}.`);
  await mkdir(folder, { recursive: true });
  const file = (name) => path.join(folder, name);
  const { names, dates, signed } = kinds[kind];
  await ensureCa(file);
  if (signed) await signServer(file, names, dates);
  else await selfSign(file, names, dates);
  const [key, cert] = await Promise.all([readFile(file("server.key")), readFile(file("server.pem"))]);
  return { ca: file("ca.pem"), key, cert };
}

async function ensureCa(file) {
  const usable = await openssl("x509", "-in", file("ca.pem"), "-checkend", "86400").then(() => true, () => false);
  if (usable) return;
  const subject = ["-subj", "/CN=d1-server test CA", "-days", "30", ...caConstraints, ...caUsage];
  await openssl("req", "-x509", ...newKey, ...subject, "-keyout", file("ca.key"), "-out", file("ca.pem"));
}

async function signServer(file, names, dates) {
  const subject = ["-subj", "/CN=d1-server"];
  await openssl("req", "-new", ...newKey, ...subject, "-keyout", file("server.key"), "-out", file("server.csr"));
  const extensions = [`subjectAltName=${names}`, "extendedKeyUsage=serverAuth", "basicConstraints=CA:FALSE", ""];
  await writeFile(file("server.ext"), extensions.join("\n"));
  const signer = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-extfile", file("server.ext")];
  await openssl("x509", "-req", "-in", file("server.csr"), ...signer, ...dates, "-out", file("server.pem"));
}

function selfSign(file, names, dates) {
  const subject = ["-subj", "/CN=d1-server", "-addext", `subjectAltName=${names}`, ...dates];
  return openssl("req", "-x509", ...newKey, ...subject, "-keyout", file("server.key"), "-out", file("server.pem"));
}

function openssl(...parameters) {
  return run("openssl", parameters);
}
