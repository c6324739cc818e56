import {
  ApplicationRef,
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  provideZonelessChangeDetection,
  signal,
} from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { setDefaults } from "lhc-status";
import { Cases } from "./cases";
import { SalesBadge } from "./sales-badge";
import { SalesStatus } from "./sales-status";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });

interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

const state = signal<Shown>({ shown: "", value: undefined, keys: [] });

@Component({
  selector: "page-root",
  imports: [Cases, SalesBadge, SalesStatus],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @if (state().shown === "badge") {
      <sales-badge />
    }
    @if (state().shown === "status") {
      <sales-status />
    }
    @for (department of state().keys; track department) {
      <lhc-status [department]="department"></lhc-status>
    }
    <page-cases [shown]="state().shown" [value]="state().value" />
  `,
})
class Page {
  readonly state = state;
}

const app: ApplicationRef = await bootstrapApplication(Page, {
  providers: [provideZonelessChangeDetection()],
});

function render(shown: Shown) {
  state.set(shown);
  app.tick();
}
Object.assign(window, { render });
