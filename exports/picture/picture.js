(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("network").textContent);
  var holder = document.getElementById("picture");
  var moves = document.getElementById("moves");

  function asText(item) {
    var words = document.createElement("div");
    words.textContent = item.title;
    item.title = words;
    return item;
  }

  function span(axis, around) {
    var all = data.nodes.map(function (node) { return node[axis]; });
    return Math.max.apply(null, all) - Math.min.apply(null, all) + around;
  }

  var wide = span("x", 240), high = span("y", 200);

  function size() {
    var scale = Math.min(1, holder.parentNode.clientWidth / wide);
    holder.style.height = Math.round(Math.max(320, Math.min(high * scale, 1600))) + "px";
  }

  size();
  var network = new vis.Network(
    holder,
    { nodes: new vis.DataSet(data.nodes.map(asText)), edges: new vis.DataSet(data.edges.map(asText)) },
    JSON.parse(data.options)
  );

  function whole() {
    network.fit({ maxZoomLevel: 1, animation: false });
  }

  function first() {
    whole();
    if (network.getScale() < 0.4 && data.asked) {
      network.focus(data.asked, { scale: 0.6, animation: false });
    }
  }

  network.once("afterDrawing", first);
  window.addEventListener("resize", function () { size(); first(); });
  holder.querySelectorAll("[tabindex]").forEach(function (frame) { frame.tabIndex = -1; });

  moves.hidden = false;
  moves.addEventListener("click", function (event) {
    var move = event.target.dataset, scale = network.getScale(), at = network.getViewPosition();
    if (move.zoom === "0") {
      whole();
    } else if (move.zoom) {
      network.moveTo({ scale: scale * Number(move.zoom), animation: false });
    } else if (move.x || move.y) {
      network.moveTo({
        position: { x: at.x + Number(move.x || 0) * 150 / scale, y: at.y + Number(move.y || 0) * 150 / scale },
        scale: scale,
        animation: false
      });
    }
  });
})();
