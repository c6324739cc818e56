import { css } from "@lit/reactive-element/css-tag.js";

export const styles = css`
  :host {
    display: inline-flex;
  }
  :host([hidden]) {
    display: none;
  }
  /* A grid aligns the label with the surrounding text and still centres it in a taller box. */
  [part="base"] {
    position: relative;
    display: inline-grid;
    grid-auto-flow: column;
    align-items: baseline;
    align-content: center;
    gap: var(--lhc-status-gap, 0.5em);
    padding: var(--lhc-status-padding, 0.25em 0.75em);
    border: var(--lhc-status-border, 0 solid);
    border-radius: var(--lhc-status-radius, 1em);
    color: var(--lhc-status-color, inherit);
    background: var(--lhc-status-background, color-mix(in srgb, currentColor 8%, transparent));
    font: inherit;
    line-height: 1.5;
    text-align: start;
    text-decoration: none;
    --dot: var(--lhc-status-dot-size, 0.75em);
    --tint: #808080;
  }
  a,
  button {
    min-width: 24px;
    min-height: 24px;
    justify-content: center;
    cursor: pointer;
  }
  :focus-visible {
    outline-offset: 2px;
  }
  .text,
  .dot {
    padding: var(--lhc-status-padding, 0);
    border-radius: var(--lhc-status-radius, 0.25em);
    background: var(--lhc-status-background, none);
  }
  :is(a, button).text {
    text-decoration: underline;
  }
  .button {
    padding: var(--lhc-status-padding, 0.5em 1em);
    border-radius: var(--lhc-status-radius, 0.5em);
    color: var(--lhc-status-color, Canvas);
    background: var(--lhc-status-background, CanvasText);
  }
  .gone {
    visibility: hidden;
  }
  .online {
    --tint: var(--lhc-status-online-color, #15924a);
  }
  .offline {
    --tint: var(--lhc-status-offline-color, #808080);
  }
  .checking {
    --tint: var(--lhc-status-checking-color, #808080);
  }
  .unknown {
    --tint: var(--lhc-status-unknown-color, #808080);
  }
  /* Drawn by its border: filled, ring, dots, dash. */
  [part="indicator"] {
    box-sizing: border-box;
    align-self: center;
    width: var(--dot);
    height: var(--dot);
    border: calc(var(--dot) / 5) solid var(--tint);
    border-radius: var(--lhc-status-dot-radius, 50%);
  }
  :is(.online, .unknown) > [part="indicator"] {
    background: var(--tint);
  }
  /* The delay avoids a pulse for quick answers, and an animation would delay the first paint. */
  .checking > [part="indicator"] {
    border-style: dotted;
    animation: var(--lhc-status-checking-animation, pulse 1s 0.5s 4 alternate);
  }
  .unknown > [part="indicator"] {
    padding-block: calc(var(--dot) * 3 / 8);
    border: 0;
    border-radius: 0;
    background-clip: content-box;
  }
  /* All labels share one cell, so the widest sets the width and a change shifts nothing. */
  [part="label"] {
    display: grid;
    align-items: center;
  }
  [name] {
    display: block;
    grid-area: 1 / 1;
    visibility: hidden;
  }
  .online [name="online"],
  .offline [name="offline"],
  .checking [name="checking"],
  .unknown [name="unknown"] {
    visibility: inherit;
  }
  .dot > [part="label"],
  .aside {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  /* With fractions of a pixel the circle would not be round. */
  @supports (width: round(1px, 1px)) {
    [part="base"] {
      --dot: round(var(--lhc-status-dot-size, 0.75em), 1px);
    }
  }
  @keyframes pulse {
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [part="indicator"] {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .badge,
    .button {
      border: 1px solid;
    }
    .button {
      color: CanvasText;
      background: Canvas;
    }
    [part="indicator"] {
      --tint: CanvasText;
    }
  }
`;
