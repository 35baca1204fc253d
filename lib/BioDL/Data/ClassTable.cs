using System.Globalization;
using CsvHelper;

namespace BioDL.Data;

/// <summary>A table of two columns, the number of an image and the number of its class, under any header.</summary>
internal static class ClassTable
{
    /// <summary>The name of each image's class, by <see cref="Key"/>.</summary>
    /// <exception cref="DatasetException">A row does not hold an image and one of the classes.</exception>
    public static Dictionary<string, string> Read(byte[] table, string path, IReadOnlyList<string> classes)
    {
        using var csv = new CsvReader(new StreamReader(new MemoryStream(table)), CultureInfo.InvariantCulture);
        csv.Read();
        var byImage = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var (image, number) = (csv.GetField(0) ?? "", csv.GetField(1) ?? "");
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index < 1 || index > classes.Count)
                throw new DatasetException(
                    $"{path} gives image '{image}' the class '{number}'; expected a number from 1 to {classes.Count} ({string.Join(", ", classes)}).");
            byImage[Key(image)] = classes[index - 1];
        }
        return byImage;
    }

    /// <summary>Tables write 1 where files are called 001.</summary>
    public static string Key(string image) => image.TrimStart('0');
}
