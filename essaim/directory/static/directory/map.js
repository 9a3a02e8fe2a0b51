// The detailed map. The server gathers the results by cell of a grid; here they are drawn, and asked again when one moves.
const holder = document.getElementById("points");
const { url, tiles, attribution, box, group, stack } = holder.dataset;

const map = L.map(holder, { zoomControl: true, maxZoom: 19, attributionControl: true });
map.attributionControl.setPrefix(false);
L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
const [west, south, east, north] = box.split(",").map(Number);
map.fitBounds([[south, west], [north, east]]);

const layer = L.layerGroup().addTo(map);
const small = { className: "point", html: "", iconSize: [28, 32], iconAnchor: [14, 16] };
const icon = (count) =>
  L.divIcon(count > 1 ? { ...small, className: "point point-group", html: String(count), iconSize: [40, 46], iconAnchor: [20, 23] } : small);

const links = (items) => {
  const list = document.createElement("ul");
  for (const item of items) {
    const link = document.createElement("a");
    link.href = item.url;
    link.textContent = item.name;
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  return list;
};

const draw = ({ features }) => {
  const focused = holder.contains(document.activeElement) && document.activeElement.classList.contains("point");
  layer.clearLayers();
  for (const { geometry, properties } of features) {
    const [longitude, latitude] = geometry.coordinates;
    const { count, bounds, items } = properties;
    const name = items ? (items.length > 1 ? stack.replace("{count}", items.length) : items[0].name) : group.replace("{count}", count);
    const marker = L.marker([latitude, longitude], { icon: icon(count ?? items.length), title: name, alt: name, keyboard: true });
    if (items) marker.bindPopup(links(items));
    else
      marker.on("click keypress", (event) => {
        if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
        const [w, s, e, n] = bounds;
        map.fitBounds([[s, w], [n, e]], { maxZoom: Math.max(map.getZoom() + 2, 14), padding: [40, 40] });
      });
    layer.addLayer(marker);
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", name);
  }
  // Whoever opened a group with the keyboard goes on from the map, not from the top of the page.
  if (focused) holder.focus();
};

let asked;
const load = async () => {
  asked?.abort();
  asked = new AbortController();
  const address = new URL(url, location);
  address.searchParams.set("bbox", map.getBounds().toBBoxString());
  address.searchParams.set("zoom", map.getZoom());
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/geo+json" } });
    if (answer.ok) draw(await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
};
map.on("moveend", load);
load();
