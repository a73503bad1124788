// Reads the QR code of a card by the camera; the picture never leaves the browser.
const EVERY_MS = 150;

export function camera(page, found) {
  const button = page.querySelector("[data-camera]");
  if (!button || !navigator.mediaDevices?.getUserMedia) return;
  const label = button.textContent;
  const place = page.querySelector("[data-video]");
  let stream = null;
  button.hidden = false;

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    place.replaceChildren();
    place.hidden = true;
    button.textContent = label;
  }

  async function start() {
    const { readCode } = await import(button.dataset.camera);
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const video = Object.assign(document.createElement("video"), {
      srcObject: stream, muted: true, playsInline: true,
    });
    place.replaceChildren(video);
    place.hidden = false;
    button.textContent = button.dataset.stop;
    await video.play();
    watch(video, readCode);
  }

  function watch(video, readCode) {
    if (!stream) return;
    const text = textIn(video, readCode);
    if (text) {
      stop();
      found(text);
      return;
    }
    setTimeout(() => watch(video, readCode), EVERY_MS);
  }

  button.addEventListener("click", () => {
    if (stream) {
      stop();
      return;
    }
    start().catch(() => {
      stop();
      place.textContent = button.dataset.none;
      place.hidden = false;
    });
  });
}

function textIn(video, readCode) {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width) return "";
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return readCode(data, width, height);
}
