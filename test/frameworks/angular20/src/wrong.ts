import { Component, CUSTOM_ELEMENTS_SCHEMA } from "@angular/core";
import "lhc-status";

/** Each line of the template has an error. */
@Component({
  selector: "wrong-badge",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <lhc-status #badge (lhc-status-change)="take($event.detail.online)"></lhc-status>
    {{ badge.variants }}
  `,
})
export class WrongBadge {
  take(status: string): string {
    return status;
  }
}
