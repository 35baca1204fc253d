using System.Text.Json;

namespace BioDL.Classical;

/// <summary>
/// Annotations that QuPath exports as GeoJSON (RFC 7946): a FeatureCollection, a list of features or one, each with a geometry in pixels and its class in
/// <c>properties.classification.name</c>.
/// </summary>
internal static class QuPathGeoJson
{
    private const int MostPoints = 2_000_000;

    public static bool IsJson(ReadOnlySpan<byte> start)
    {
        start = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        start = start.TrimStart(" \t\r\n"u8);
        return !start.IsEmpty && start[0] is (byte)'{' or (byte)'[';
    }

    public static IReadOnlyList<ScribbleShape> Decode(byte[] file)
    {
        try
        {
            var memory = file.AsMemory(file.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
            using var document = JsonDocument.Parse(memory);
            var features = Features(document.RootElement);
            if (features.Count > ScribbleFile.MostShapes)
                throw new InvalidDataException($"found {features.Count:N0} features, expected at most {ScribbleFile.MostShapes:N0}");
            ScribbleShape[] shapes = [.. features.Select(Shape)];
            return shapes.Length > 0 ? shapes : throw new InvalidDataException("found no feature, expected annotations. Export annotations in QuPath as GeoJSON");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"found broken JSON in line {(fault.LineNumber ?? 0) + 1}, expected GeoJSON", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException("found text that is no UTF-8, expected GeoJSON", fault);
        }
    }

    private static List<JsonElement> Features(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return [.. root.EnumerateArray()];
        if (Text(root, "type") == "Feature")
            return [root];
        return Text(root, "type") == "FeatureCollection" && root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array
            ? [.. features.EnumerateArray()]
            : throw new InvalidDataException($"found {Quoted(Text(root, "type"))} as type, expected a FeatureCollection with features");
    }

    private static ScribbleShape Shape(JsonElement feature, int number)
    {
        if (!TryGet(feature, "geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("coordinates", out var coordinates))
            throw new InvalidDataException($"found feature {number + 1} without a geometry, expected one with coordinates");
        var name = TryGet(feature, "properties", out var properties) && TryGet(properties, "classification", out var classification) ? Text(classification, "name") : "";
        if (name.Length is 0 or > Scribbles.LongestName || string.IsNullOrWhiteSpace(name))
            throw new InvalidDataException($"found no classification for feature {number + 1}, expected a class. Set one for every annotation in QuPath, then export again");
        return Text(geometry, "type") switch
        {
            "Point" => new(name, ScribbleForm.Points, [[Position(coordinates, number)]]),
            "MultiPoint" => new(name, ScribbleForm.Points, [Line(coordinates, number)]),
            "LineString" => new(name, ScribbleForm.Line, [Line(coordinates, number)]),
            "MultiLineString" => new(name, ScribbleForm.Line, Lines(coordinates, number)),
            "Polygon" => new(name, ScribbleForm.Area, Lines(coordinates, number)),
            "MultiPolygon" => new(name, ScribbleForm.Area, [.. Each(coordinates, number).SelectMany(polygon => Lines(polygon, number))]),
            var other => throw new InvalidDataException($"found the geometry {Quoted(other)} in feature {number + 1}, expected points, lines or polygons"),
        };
    }

    private static (double X, double Y)[][] Lines(JsonElement lines, int number) => [.. Each(lines, number).Select(line => Line(line, number))];

    private static (double X, double Y)[] Line(JsonElement line, int number) => [.. Each(line, number).Select(position => Position(position, number))];

    private static (double X, double Y) Position(JsonElement position, int number)
    {
        if (position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
            && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            && position[0].TryGetDouble(out var x) && position[1].TryGetDouble(out var y))
            return (x, y);
        throw Misshapen(number);
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement list, int number) => list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostPoints
        ? list.EnumerateArray() : throw Misshapen(number);

    private static InvalidDataException Misshapen(int number) => new($"found coordinates of feature {number + 1} that do not fit its geometry, expected pairs of numbers in lists");

    private static bool TryGet(JsonElement owner, string name, out JsonElement value)
    {
        value = default;
        return owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out value);
    }

    private static string Text(JsonElement owner, string name) => TryGet(owner, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Quoted(string text) => text.Length == 0 ? "nothing" : $"'{(text.Length > 40 ? text[..40] + "…" : text)}'";
}
