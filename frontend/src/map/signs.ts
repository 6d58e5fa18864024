/** Signs of tiers and bases, drawn in the page's colours; the shapes are those of the printed map. */
const SHAPES: Record<string, string> = {
  t0: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
  t1: "M-4.4-4.4h8.8v8.8h-8.8z",
  t2: "M0-6.6L6.4 5H-6.4z",
  t3: "M0-7L7 0L0 7L-7 0z",
  police: "M0-7.5L6.5-5V1C6.5 5 3.4 7.3 0 8.6C-3.4 7.3-6.5 5-6.5 1V-5z",
  jetty: "M-1-7h2v9.6a4 4 0 0 0 3.6-3.6h2a6 6 0 0 1-6.6 6a6 6 0 0 1-6.6-6h2a4 4 0 0 0 3.6 3.6z",
  office: "M-6.5 7V-2L0-7.5L6.5-2V7z",
};
export const SIGNS = Object.keys(SHAPES);
export const SIGN_RATIO = 3;
const SIZE = 22;

/** One sign as pixels, with a rim that lifts it off the ground. */
export function drawSign(name: string, fill: string, rim: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * SIGN_RATIO;
  const context = canvas.getContext("2d")!;
  context.scale(SIGN_RATIO, SIGN_RATIO);
  context.translate(SIZE / 2, SIZE / 2);
  const path = new Path2D(SHAPES[name]);
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.strokeStyle = rim;
  context.stroke(path);
  context.fillStyle = fill;
  context.fill(path);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
