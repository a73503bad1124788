// Whole đồng, grouped as they are written: 3000000 becomes 3.000.000.
const grouped = (text) => {
  const digits = text.replace(/[\s.]/g, "");
  if (!/^\d+$/.test(digits)) return text;
  return digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".");
};

export function moneyFields(page) {
  page.querySelectorAll("input[data-money]").forEach((field) => {
    field.value = grouped(field.value);
    field.addEventListener("blur", () => { field.value = grouped(field.value); });
  });
}
