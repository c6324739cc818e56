/** Takes the pictures of docs/cms.md: `LHC_STATUS_PICTURES=1 npm run test:wordpress -- pictures`. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../scripts/lib/project-files.ts";
import { missing } from "./builds.ts";
import { installPlugin, useWorld } from "./visits.ts";
import { startWordPress } from "./wordpress.ts";

const isWanted = process.env["LHC_STATUS_PICTURES"] !== undefined && missing() === "";
const world = isWanted ? useWorld() : undefined!;

it.runIf(isWanted)("the pictures show the settings and the block", async ({ onTestFinished }) => {
  const wp = await startWordPress("beta");
  onTestFinished(() => wp.close());
  installPlugin(wp, world.zip, { address: world.lhc.origin });

  const settings = await world.visit(wp, "wp-admin/options-general.php?page=lhc-status", "administrator");
  await settings.page.setViewportSize({ width: 1000, height: 600 });
  await settings.page.getByRole("button", { name: "Test" }).click();
  await expect.poll(() => settings.page.locator("#lhc-status-result").innerText()).toContain("online");
  // An address to show.
  await settings.page.evaluate(
    `document.getElementById("lhc-status-address").value = "https://chat.example.com/"`,
  );
  await settings.page.locator(".wrap").screenshot({ path: join(root, "docs/wordpress-settings.png") });

  const post = await world.visit(wp, "wp-admin/post-new.php?lhc_status=1", "administrator");
  await post.page.setViewportSize({ width: 1100, height: 620 });
  const canvas = post.page.frameLocator('iframe[name="editor-canvas"]');
  const label = canvas.locator("lhc-status");
  await expect.poll(() => label.evaluate((node) => (node as { status?: string }).status)).toBe("online");
  await canvas.getByLabel("Add title").fill("Our chat");
  await canvas.locator(".wp-block-lhc-status-badge").first().click({ force: true });
  await post.page.getByLabel("Department (its id)").waitFor();
  await post.page.screenshot({ path: join(root, "docs/wordpress-block.png") });
});
