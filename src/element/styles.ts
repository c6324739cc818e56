import { unsafeCSS } from "@lit/reactive-element/css-tag.js";

/** Lit's own tag also accepts expressions, which would cost 120 B. */
const css = ([text]: TemplateStringsArray) => unsafeCSS(text);

/**
 * Comments are here because npm users would ship those in the style sheet. In its order:
 * - `:host`: without a line height of its own, the host is as high as the badge.
 * - `div`: the badge and an invisible one with the other labels share one cell, so the widest label sets its width. Pages
 *   may change the host's display, so this is an element of its own.
 * - `.dot`: not for the others: with a minimum of its own, a grid item no longer reserves the width of its words.
 * - `indicator`: filled, ring, dots, dash. Drawn by the border, which is also printed and shows in forced colours.
 * - `[name]`: a word that is wider than the window breaks.
 * - `round`: with fractions of a pixel the circle would not be round, and with an odd size it could have a hole when
 *   printed.
 * - `pulse`: the delay avoids a pulse for quick answers, and an animation would delay the first paint. It animates a colour,
 *   because Chromium gives an element with animated opacity a layer of its own, which delays the paint of the answer.
 */
export const styles = css`
  :host {
    display: inline-block;
    line-height: 0;
    text-indent: 0;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    align-items: baseline;
  }
  div {
    display: inline-grid;
    justify-items: start;
    line-height: 1.5;
    --dot: var(--lhc-status-dot-size, 0.625em);
  }
  [part="base"] {
    grid-area: 1 / 1;
    position: relative;
    display: grid;
    grid-auto-flow: column;
    place-content: center;
    gap: var(--lhc-status-gap, 0.5em);
    padding: var(--lhc-status-padding, 0.2em 0.7em);
    border: var(--lhc-status-border, 1px solid color-mix(in srgb, var(--tint) 25%, transparent));
    border-radius: var(--lhc-status-radius, 1em);
    color: var(--lhc-status-color, inherit);
    background: var(--lhc-status-background, color-mix(in srgb, var(--tint) var(--mix, 12%), transparent));
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    text-transform: inherit;
    text-decoration: none;
    outline-offset: 2px;
  }
  :is(a, button) {
    min-height: 24px;
    cursor: pointer;
  }
  :is(.text, .dot) > * {
    padding: var(--lhc-status-padding, 0);
    border: var(--lhc-status-border, 0 solid);
    background: var(--lhc-status-background, none);
  }
  .text > :is(a, button) {
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
    text-underline-offset: 0.2em;
  }
  .dot > :is(a, button) {
    min-width: 24px;
  }
  :is(a, button):hover {
    --mix: 17%;
    text-decoration-color: currentColor;
  }
  :is(a, button):active {
    --mix: 22%;
  }
  .button {
    min-width: 100%;
  }
  .button > * {
    justify-self: stretch;
    padding: var(--lhc-status-padding, 0.5em 1em);
    border: var(--lhc-status-border, 1px solid transparent);
    border-radius: var(--lhc-status-radius, 0.5em);
    color: var(--lhc-status-color, Canvas);
    background: var(--lhc-status-background, color-mix(in srgb, Canvas var(--mix, 12%), CanvasText));
  }
  .gone {
    visibility: hidden;
  }
  .online {
    --tint: var(--lhc-status-online-color, color-mix(in srgb, #109648 70%, currentColor));
  }
  .offline {
    --tint: var(--lhc-status-offline-color, color-mix(in srgb, #808080 60%, currentColor));
  }
  .checking {
    --tint: var(--lhc-status-checking-color, color-mix(in srgb, #808080 60%, currentColor));
  }
  .unknown {
    --tint: var(--lhc-status-unknown-color, color-mix(in srgb, #808080 60%, currentColor));
  }
  [part="indicator"] {
    align-self: center;
    width: var(--dot);
    height: var(--dot);
    border: calc(var(--dot) / 5) solid var(--tint);
    border-radius: var(--lhc-status-dot-radius, 50%);
  }
  .checking [part="indicator"] {
    border-style: dotted;
  }
  @keyframes pulse {
    to {
      border-color: color-mix(in srgb, var(--tint) 25%, transparent);
    }
  }
  :is(.online, .unknown) [part="indicator"] {
    border-width: calc(var(--dot) / 2);
    background: var(--tint);
  }
  .online [part="indicator"] {
    box-shadow: 0 0 0 0.2em color-mix(in srgb, var(--tint) 16%, transparent);
  }
  .unknown [part="indicator"] {
    border-radius: 0;
    clip-path: inset(40% 0);
  }
  [part="label"] {
    display: grid;
  }
  [name] {
    display: block;
    grid-area: 1 / 1;
    max-width: calc(100vw - 5em);
    overflow-wrap: break-word;
  }
  .dot [part="label"],
  .aside [part="label"] {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @supports (width: round(1px, 1px)) {
    div {
      --dot: round(var(--lhc-status-dot-size, round(up, 0.625em, 2px)), 1px);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .checking [part="indicator"] {
      animation: var(--lhc-status-checking-animation, pulse 1s 0.5s 4 alternate);
    }
  }
  @media print, (forced-colors: active) {
    :is(.badge, .button) > * {
      border: 1px solid;
      color: inherit;
      background: none;
    }
  }
`;
