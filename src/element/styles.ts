import { css } from "@lit/reactive-element/css-tag.js";

export const styles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  [part="base"] {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--lhc-status-gap, 0.5em);
    padding: var(--lhc-status-padding, 0.25em 0.75em);
    border-radius: var(--lhc-status-radius, 1em);
    color: var(--lhc-status-color, inherit);
    background: var(--lhc-status-background, color-mix(in srgb, currentColor 8%, transparent));
    line-height: 1.5;
    --dot: var(--lhc-status-dot-size, 0.75em);
    --tint: #808080;
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
    flex: none;
    width: var(--dot);
    height: var(--dot);
    border: calc(var(--dot) / 5) solid var(--tint);
    border-radius: 50%;
  }
  :is(.online, .unknown) > [part="indicator"] {
    background: var(--tint);
  }
  .checking > [part="indicator"] {
    border-style: dotted;
  }
  .unknown > [part="indicator"] {
    height: calc(var(--dot) / 4);
    margin-block: calc(var(--dot) * 3 / 8);
    border-width: 1px;
    border-radius: 0;
  }
  /* All labels lie in one cell, so that the widest gives the width and a change moves nothing. */
  [part="label"] {
    display: grid;
  }
  [name] {
    display: block;
    grid-area: 1 / 1;
    visibility: hidden;
  }
  .shown {
    visibility: inherit;
  }
  .aside {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (forced-colors: active) {
    [part="indicator"] {
      --tint: CanvasText;
    }
  }
`;
