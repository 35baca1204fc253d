namespace BioDL.Models;

/// <summary>Labels are names: two pictures of the same objects may number them differently.</summary>
internal static class Relabelling
{
    /// <summary>
    /// The found labels renamed to the published ones: each label to that with which it shares most pixels, largest share first, one to one; what has no
    /// partner gets a number that was not published. 0 stays 0.
    /// </summary>
    public static float[] Onto(float[] found, float[] published)
    {
        var shared = new Dictionary<(float Found, float Published), int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] != 0 && published[i] != 0)
                shared[(found[i], published[i])] = shared.GetValueOrDefault((found[i], published[i])) + 1;
        }
        var names = new Dictionary<float, float> { [0] = 0 };
        var taken = new HashSet<float> { 0 };
        foreach (var (pair, _) in shared.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key))
        {
            if (!names.ContainsKey(pair.Found) && taken.Add(pair.Published))
                names[pair.Found] = pair.Published;
        }
        var next = published.Max() + 1;
        foreach (var label in found.Distinct().Where(label => !names.ContainsKey(label)).Order().ToArray())
            names[label] = next++;
        return Array.ConvertAll(found, label => names[label]);
    }
}
