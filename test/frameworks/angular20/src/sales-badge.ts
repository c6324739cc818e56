import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import "lhc-status";

@Component({
  selector: "sales-badge",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <lhc-status
      #badge
      [user]="2"
      label-online="Chat with sales"
      (lhc-status-change)="status.set($event.detail.status)"
    ></lhc-status>
    <p>Sales is {{ status() }}</p>
    <button (click)="badge.refresh()">Refresh</button>
  `,
})
export class SalesBadge {
  readonly status = signal("checking");
}
