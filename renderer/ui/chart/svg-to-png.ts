/**
 * Draws stacked SVG layers on a canvas and gives the PNG, twice as large for paper and slides. It walks the shapes itself: an SVG as an image
 * would not see the page's fonts and colours.
 */
export async function svgLayersToPng(
  layers: readonly SVGSVGElement[],
  width: number,
  height: number,
  background: string,
  heading: string,
): Promise<Uint8Array | null> {
  const factor = 2;
  const headingHeight = 32;
  const canvas = new OffscreenCanvas(Math.round(width * factor), Math.round((height + headingHeight) * factor));
  const context = canvas.getContext("2d");
  const first = layers[0];
  if (context === null || first === undefined) return null;
  context.scale(factor, factor);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height + headingHeight);
  const root = getComputedStyle(first);
  context.fillStyle = root.color;
  context.font = `${root.fontWeight} 13px ${root.fontFamily}`;
  context.fillText(heading, 12, 21);
  for (const layer of layers) {
    const origin = layer.getBoundingClientRect();
    for (const shape of layer.querySelectorAll<SVGGraphicsElement>("path, line, rect, circle, text"))
      drawShape(context, shape, origin, factor, headingHeight);
  }
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}

function drawShape(
  context: OffscreenCanvasRenderingContext2D,
  shape: SVGGraphicsElement,
  origin: DOMRect,
  factor: number,
  shiftY: number,
): void {
  const style = getComputedStyle(shape);
  // What has no place of its own (definitions, hidden parts) is not in the picture.
  if (shape.closest("defs, clipPath, pattern") !== null || style.display === "none" || style.visibility === "hidden") return;
  const screen = shape.getScreenCTM();
  if (screen === null) return;
  context.save();
  const zoom = Math.hypot(screen.a, screen.b) || 1;
  const root = shape.ownerSVGElement?.getScreenCTM();
  const unit = root === null || root === undefined ? zoom : Math.hypot(root.a, root.b) || 1;
  context.setTransform(
    (factor * screen.a) / unit,
    (factor * screen.b) / unit,
    (factor * screen.c) / unit,
    (factor * screen.d) / unit,
    (factor * (screen.e - origin.left)) / unit,
    (factor * (screen.f - origin.top)) / unit + factor * shiftY,
  );
  context.globalAlpha = Number(style.opacity);
  if (shape instanceof SVGTextElement) {
    context.fillStyle = style.fill;
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = style.textAnchor === "middle" ? "center" : style.textAnchor === "end" ? "right" : "left";
    context.fillText(shape.textContent, shape.x.baseVal[0]?.value ?? 0, shape.y.baseVal[0]?.value ?? 0);
  } else {
    const path = shapePath(shape);
    if (style.fill !== "none") {
      context.fillStyle = style.fill.startsWith("url") ? hatch(context, style.color) : style.fill;
      context.globalAlpha = Number(style.opacity) * Number(style.fillOpacity);
      context.fill(path);
    }
    if (style.stroke !== "none") {
      context.strokeStyle = style.stroke;
      context.globalAlpha = Number(style.opacity) * Number(style.strokeOpacity);
      context.lineWidth = Number.parseFloat(style.strokeWidth);
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat));
      context.stroke(path);
    }
  }
  context.restore();
}

function shapePath(shape: SVGGraphicsElement): Path2D {
  const path = new Path2D();
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute("d") ?? "");
  if (shape instanceof SVGLineElement) {
    path.moveTo(shape.x1.baseVal.value, shape.y1.baseVal.value);
    path.lineTo(shape.x2.baseVal.value, shape.y2.baseVal.value);
  } else if (shape instanceof SVGRectElement) {
    path.rect(shape.x.baseVal.value, shape.y.baseVal.value, shape.width.baseVal.value, shape.height.baseVal.value);
  } else if (shape instanceof SVGCircleElement) {
    path.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI);
  }
  return path;
}

/** The hatching of gaps as a canvas pattern: thin lines at 45°. */
function hatch(context: OffscreenCanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext("2d");
  if (pen === null) return "transparent";
  pen.strokeStyle = colour;
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.stroke();
  return context.createPattern(tile, "repeat") ?? "transparent";
}
