using System.Globalization;
using BioDL.Learning.Files.Wire;

namespace BioDL.Learning.Files;

/// <summary>
/// Weights that lie in files beside the model. A model comes from strangers: it may name only files inside its own folder, none by a link.
/// </summary>
/// <param name="folder">The model's folder; null when the model was not read from a file.</param>
internal sealed class ExternalData(string? folder)
{
    /// <summary>Reads the numbers of a tensor.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public string? Fill(Tensor tensor, TensorProto message)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in message.ExternalData)
            entries.TryAdd(entry.Key, entry.Value);
        if (folder is null)
            return "keeps its numbers in another file. Load such a model by its path, so that the other file can be found.";
        var location = entries.GetValueOrDefault("location", "");
        if (!StaysInside(location))
            return $"keeps its numbers in '{location}', but only files inside the model's folder are read. Put the file beside the model and name it so.";
        if (Number(entries, "offset") is not { } offset || Number(entries, "length") is not { } length)
            return $"has offset '{entries.GetValueOrDefault("offset")}' and length '{entries.GetValueOrDefault("length")}' in '{location}', but whole numbers from 0 are expected.";
        if (entries.ContainsKey("length") && length != tensor.Bytes.Length)
            return $"has {length} bytes of numbers in '{location}', but {tensor} needs {tensor.Bytes.Length}.";
        return Read(tensor, location, offset);
    }

    /// <summary>Whether a path names something below the folder it is relative to, on any system: also "C:x" and "..\x" are refused everywhere.</summary>
    private static bool StaysInside(string location) => location.Length > 0
        && location.IndexOfAny(['\0', ':', '\\']) < 0
        && location.Split('/').All(part => part is not ("" or ".."));

    private static long? Number(Dictionary<string, string> entries, string key) => !entries.TryGetValue(key, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private string? Read(Tensor tensor, string location, long offset)
    {
        try
        {
            if (FirstLink(location) is { } link)
                return $"keeps its numbers in '{location}', but '{link}' is a link, which could lead anywhere. Put the file itself there.";
            using var file = File.OpenHandle(Path.Combine(folder!, location));
            var available = RandomAccess.GetLength(file);
            if (offset > available - tensor.Bytes.Length)
                return $"needs {tensor.Bytes.Length} bytes from byte {offset} of '{location}', which has {available}. Is the file complete?";
            for (var done = 0; done < tensor.Bytes.Length;)
            {
                var got = RandomAccess.Read(file, tensor.Bytes[done..], offset + done);
                if (got == 0)
                    return $"keeps its numbers in '{location}', which became shorter while it was read.";
                done += got;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"keeps its numbers in '{location}', which cannot be read ({error.Message}). Put the file beside the model.";
        }
        if (tensor.Type == ElementType.Bool)
            TensorReader.MakeTruth(tensor.Bytes);
        return null;
    }

    private string? FirstLink(string location)
    {
        var path = folder!;
        foreach (var part in location.Split('/'))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                return Path.GetRelativePath(folder!, path);
        }
        return null;
    }
}
