// A file of its own, so that the reader's 130 kB travel only when the camera is asked for.
import jsQR from "jsqr";

export const readCode = (data, width, height) => (
  jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? ""
);
