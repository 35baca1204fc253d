using System.Numerics;
using System.Text;

namespace BioDL.Models;

/// <content>What the instructions are made of.</content>
internal sealed partial class PickleReader
{
    private const string OrderedDictionary = "collections.OrderedDict";

    private object Call(string callee, object?[] arguments)
    {
        if (callee != OrderedDictionary)
            return new PickleCall(callee, arguments);
        var dictionary = new PickleDictionary();
        if (arguments is [List<object?> pairs])
        {
            foreach (var pair in pairs)
                Set(dictionary, pair is List<object?> list ? list.ToArray() : pair as object?[] ?? []);
        }
        else if (arguments.Length > 0)
            throw Damaged($"makes a dictionary of {arguments.Length} arguments");
        return dictionary;
    }

    private bool Append(object?[] values)
    {
        if (Top() is not List<object?> list)
            throw Damaged("appends to something that is no list");
        list.AddRange(values);
        return true;
    }

    private bool SetItems(object?[] values)
    {
        if (Top() is not PickleDictionary dictionary || values.Length % 2 != 0)
            throw Damaged("sets entries of something that is no dictionary");
        for (var i = 0; i < values.Length; i += 2)
            Set(dictionary, values[i..(i + 2)]);
        return true;
    }

    private void Set(PickleDictionary dictionary, object?[] pair) =>
        dictionary.Set(
            pair is [string or long, _] ? pair[0]! : throw Damaged("has a dictionary with a key that is neither text nor whole number"), pair[1]);

    private bool PushName(string full) => known.Contains(full)
        ? Push(new PickleName(full))
        : throw Refused($"'{Shown(full)}'; only weights and plain values are read. "
            + "Where you have the model in Python, save its weights alone: torch.save(model.state_dict(), path)");

    private bool Remember(long place)
    {
        memo[place] = Top();
        return true;
    }

    private bool Recall(long place) => memo.TryGetValue(place, out var value)
        ? Push(value)
        : throw Damaged($"recalls value {place}, which was never remembered");

    private bool Push(object? value)
    {
        stack.Add(value);
        return true;
    }

    private object? Top() => stack.Count > Floor ? stack[^1] : throw Damaged("takes a value where there is none");

    private object?[] Pop(int count)
    {
        if (stack.Count - Floor < count)
            throw Damaged("takes a value where there is none");
        return Cut(stack.Count - count);
    }

    private object?[] PopToMark()
    {
        if (marks.Count == 0)
            throw Damaged("closes a group that was never opened");
        var start = marks[^1];
        marks.RemoveAt(marks.Count - 1);
        return Cut(start);
    }

    private object?[] Cut(int start)
    {
        var values = stack.GetRange(start, stack.Count - start).ToArray();
        stack.RemoveRange(start, values.Length);
        return values;
    }

    private int Floor => marks.Count > 0 ? marks[^1] : 0;

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > bytes.Length - Position)
            throw Damaged("ends too early");
        var taken = bytes.AsSpan(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    private string Line()
    {
        var length = bytes.AsSpan(Position, Math.Min(LongestName, bytes.Length - Position)).IndexOf((byte)'\n');
        if (length < 0)
            throw Damaged("has a name without an end");
        var line = Text(Take(length));
        Position++;
        return line;
    }

    private string Text(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("has a text that is not UTF-8");
        }
    }

    private bool PushLong(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? Push((long)number) : Push(number);

    private static string Shown(string text) => new([.. text.Take(80).Select(letter => char.IsControl(letter) ? '·' : letter)]);

    private PackageException Damaged(string what) =>
        new($"The pickle in {name} {what} (byte {instruction:N0}). The file is damaged, or no PyTorch file; get it again.");

    private PackageException Refused(string what) =>
        new($"The pickle in {name} contains {what} (byte {instruction:N0}). Pickles can run any program, so this one is not read further.");
}
