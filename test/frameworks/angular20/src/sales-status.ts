import { Component, DestroyRef, inject, signal } from "@angular/core";
import { type Status, watchStatus } from "lhc-status/core";

@Component({ selector: "sales-status", template: `<p>Sales is {{ status() }}</p>` })
export class SalesStatus {
  readonly status = signal<Status>("checking");

  constructor() {
    const watch = watchStatus({ user: 2 }, ({ status }) => this.status.set(status));
    this.status.set(watch.status);
    inject(DestroyRef).onDestroy(watch.stop);
  }
}
