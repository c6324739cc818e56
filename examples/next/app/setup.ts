"use client";

// #region setup
import { setDefaults } from "lhc-status"; // Defines <lhc-status>.

setDefaults({ baseUrl: "https://chat.example.com/" });
// #endregion
