namespace ResidentHub.Language.Intents;

/// <summary>A repeatable order of numbers, new in each round: xorshift32 (Marsaglia, 2003) and Fisher-Yates.</summary>
internal sealed class Shuffle(int count)
{
    private readonly int[] _order = [.. Enumerable.Range(0, count)];
    private int _active = count;
    private uint _state = 2463534242;

    public Span<int> Next()
    {
        for (var i = _active - 1; i > 0; i--)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            var j = (int)(_state % (uint)(i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }

        return _order.AsSpan(0, _active);
    }

    /// <summary>Leaves out the number at a place of the order for all rounds to come.</summary>
    public void PutAside(int place, ref Span<int> active)
    {
        _active--;
        (_order[place], _order[_active]) = (_order[_active], _order[place]);
        active = _order.AsSpan(0, _active);
    }
}
