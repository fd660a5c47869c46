"use strict";

// Whoever has chosen no zone yet is offered the one that their browser lives in.
(() => {
    const select = document.getElementById("id_time_zone");
    const offer = document.getElementById("zone-offer");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const isListed = Array.from(select.options).some((option) => option.value === zone);
    if (select.value || !isListed) return;
    offer.querySelector("[data-zone]").textContent = zone;
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
        select.value = zone;
        offer.hidden = true;
        select.focus();
    });
    select.addEventListener("change", () => {
        offer.hidden = true;
    });
})();
