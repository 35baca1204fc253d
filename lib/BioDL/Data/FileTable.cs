using System.Globalization;
using CsvHelper;

namespace BioDL.Data;

/// <summary>
/// Reads the table of files beside a manifest: the columns split, group, sample, role, path, bytes, sha256. A path that starts with
/// <c>../</c> counts from the folder above the one of the image before it; that keeps long paths out of tables of many masks.
/// </summary>
internal static class FileTable
{
    private const string FromImage = "../";

    public static IReadOnlyList<DatasetFile> Read(TextReader text)
    {
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var files = new List<DatasetFile>();
        var image = "";
        while (csv.Read())
        {
            var file = Row(csv, image);
            files.Add(file);
            if (file.Role == "image")
                image = file.Path;
        }
        return files;
    }

    private static DatasetFile Row(CsvReader csv, string image)
    {
        var path = csv.GetField("path")!;
        return new DatasetFile(
            csv.GetField("split")!, csv.GetField("group")!, csv.GetField("sample")!, csv.GetField("role")!,
            path.StartsWith(FromImage, StringComparison.Ordinal) ? Folder(Folder(image)) + path[FromImage.Length..] : path,
            csv.GetField<long>("bytes"), csv.GetField("sha256")!);
    }

    /// <summary>The folder of a path, with its slash; empty at the top.</summary>
    private static string Folder(string path) => path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];
}
